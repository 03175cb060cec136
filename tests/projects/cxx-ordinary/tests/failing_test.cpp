#include <gtest/gtest.h>

TEST(Arithmetic, IsWrongHere)
{
	EXPECT_EQ(1 + 1, 3);
}
