// std::uncaught_exceptions tells a destructor whether it runs because of an exception.
#include <cstdio>
#include <exception>

#include "../include/expect.h"

class transaction {
public:
	explicit transaction(const char *name) : name(name) {}
	~transaction()
	{
		printf("%s: %s\n", name, std::uncaught_exceptions() > before ? "rolled back" : "committed");
	}

private:
	const char *name;
	int before = std::uncaught_exceptions();
};

// Runs during unwinding, and makes a transaction that has nothing to do with the exception.
struct logger {
	~logger()
	{
		expect(std::uncaught_exceptions() == 1);
		transaction t("log");
		try {
			transaction inner("inner");
			throw 2;
		} catch (int) {
			expect(std::uncaught_exceptions() == 1);
		}
	}
};

int main()
{
	expect(std::uncaught_exceptions() == 0);
	{
		transaction t("first");
	}
	try {
		logger l;
		transaction t("second");
		throw 1;
	} catch (int) {
		expect(std::uncaught_exceptions() == 0);
		transaction t("third");
	}
}
