// <numeric>, <limits>, <ratio> and <numbers>.
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <numbers>
#include <numeric>
#include <ratio>
#include <vector>

#include "../include/expect.h"

static void print(const char *name, const std::vector<int> &ints)
{
	printf("%s:", name);
	for (int x : ints)
		printf(" %d", x);
	putchar('\n');
}

int main()
{
	std::vector<int> v(6), result(6);
	std::iota(v.begin(), v.end(), 1);
	expect(std::accumulate(v.begin(), v.end(), 100) == 121);
	expect(std::reduce(v.begin(), v.end()) == 21);
	expect(std::inner_product(v.begin(), v.end(), v.begin(), 0) == 91);
	expect(std::transform_reduce(v.begin(), v.end(), 0, std::plus<>(), [](int x) { return x * x * x; }) == 441);
	std::partial_sum(v.begin(), v.end(), result.begin(), std::multiplies<>());
	print("partial_sum", result);
	std::exclusive_scan(v.begin(), v.end(), result.begin(), 10);
	print("exclusive_scan", result);
	std::inclusive_scan(v.begin(), v.end(), result.begin());
	print("inclusive_scan", result);
	std::adjacent_difference(result.begin(), result.end(), result.begin());
	print("adjacent_difference", result);
	expect(std::gcd(84, 36) == 12 && std::lcm(84, 36) == 252);
	expect(std::midpoint(INT32_MAX, INT32_MAX - 2) == INT32_MAX - 1 && std::midpoint(1.0, 2.0) == 1.5);
	expect(std::lerp(10.0, 20.0, 0.25) == 12.5);

	using int32 = std::numeric_limits<int32_t>;
	using binary64 = std::numeric_limits<double>;
	expect(int32::max() == 2147483647 && int32::lowest() == -2147483647 - 1 && int32::digits == 31);
	expect(std::numeric_limits<uint64_t>::max() == 18446744073709551615u);
	expect(binary64::digits == 53 && binary64::max_exponent == 1024 && binary64::is_iec559);
	expect(binary64::epsilon() == 0x1p-52 && binary64::min() == 0x1p-1022 && binary64::denorm_min() == 0x1p-1074);
	expect(std::isinf(binary64::infinity()) && std::isnan(binary64::quiet_NaN()));
	expect(std::numeric_limits<float>::max() == 0x1.fffffep127f);

	using third = std::ratio_subtract<std::ratio<1, 2>, std::ratio<1, 6>>;
	static_assert(third::num == 1 && third::den == 3);
	static_assert(std::ratio_less_v<third, std::ratio<34, 100>> && std::mega::num == 1000000);
	printf("ratio %d/%d\n", (int)std::ratio<-12, 18>::num, (int)std::ratio<-12, 18>::den);
	printf("pi %.15f e %.15f\n", std::numbers::pi, std::numbers::e);
	expect(std::numbers::sqrt2_v<float> == std::sqrt(2.0f) && std::fabs(std::exp(std::numbers::ln2) - 2) < 1e-15);
}
