// dynamic_cast in all directions, typeid, type_index, and the exceptions they throw.
#include <cstdio>
#include <cstdlib>
#include <cxxabi.h>
#include <map>
#include <string>
#include <typeindex>
#include <typeinfo>

#include "../include/expect.h"

struct base {
	virtual ~base() = default;
};

struct left : virtual base {
	int l = 1;
};

struct right : virtual base {
	int r = 2;
};

struct bottom : left, right {
	int b = 3;
};

struct other : base {};

struct hidden : private left {
	left &as_left() { return *this; }
};

template <class T>
struct box {};

static std::string name(const std::type_info &type)
{
	int status;
	char *text = abi::__cxa_demangle(type.name(), nullptr, nullptr, &status);
	expect(status == 0);
	std::string result = text;
	free(text);
	return result;
}

int main()
{
	bottom all;
	base *b = &all;
	expect(dynamic_cast<bottom *>(b) == &all && dynamic_cast<left *>(b)->l == 1 && dynamic_cast<right *>(b)->r == 2);
	left *l = &all;
	expect(dynamic_cast<right *>(l) == static_cast<right *>(&all)); // across
	expect(dynamic_cast<void *>(l) == &all && dynamic_cast<other *>(b) == nullptr);
	hidden h;
	expect(dynamic_cast<hidden *>(&h.as_left()) == nullptr); // no way out of a private base
	try {
		dynamic_cast<other &>(*b);
	} catch (const std::bad_cast &e) {
		puts(e.what());
	}

	expect(typeid(*b) == typeid(bottom) && typeid(b) == typeid(base *) && typeid(const int &) == typeid(int));
	expect(typeid(*b) != typeid(other) && typeid(*b).hash_code() == typeid(bottom).hash_code());
	base *volatile none = nullptr;
	try {
		base *p = none;
		(void)typeid(*p).name();
	} catch (const std::bad_typeid &e) {
		puts(e.what());
	}

	std::map<std::type_index, int> counts;
	other o;
	for (base *one : { b, static_cast<base *>(&o), b })
		counts[typeid(*one)]++;
	expect(counts[typeid(bottom)] == 2 && counts[typeid(other)] == 1 && counts.size() == 2);
	puts(name(typeid(box<bottom *>)).c_str());
	puts(name(typeid(int (*)(const char *, unsigned long))).c_str());
}
