// What std::terminate does unless the program says otherwise: one line that says what was thrown, and 134. In
// libsupc++'s place, whose handler brings stdio and a demangler of 50 KB.

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <typeinfo>

#include "unwind-cxx.h"

extern "C" [[noreturn]] void zkshim_fail(const char *const *pieces, std::size_t count);

namespace
{

// The name of what was thrown: a class in namespaces, without parameters, or what C has, perhaps by a pointer. That
// is what nearly all exceptions are; anything else keeps its mangled name (Itanium C++ ABI, 5.1).
class Name
{
public:
	explicit Name(const char *mangled)
	{
		if (read(mangled))
			return;
		used = 0;
		if (!append(mangled, std::strlen(mangled)))
			append("?", 1);
	}

	const char *c_str() const { return text; }

private:
	bool read(const char *mangled)
	{
		bool pointer = *mangled == 'P';
		mangled += pointer;
		if (*mangled == 'K' && (++mangled, !append("const ", 6)))
			return false;
		return (read_builtin(mangled) || read_class(mangled)) && (!pointer || append(" *", 2));
	}

	bool read_builtin(const char *mangled)
	{
		static const char letters[] = "bcahstijlmxyfde";
		static const char *const names[] = {
			"bool", "char", "signed char", "unsigned char", "short", "unsigned short", "int", "unsigned",
			"long", "unsigned long", "long long", "unsigned long long", "float", "double", "long double",
		};
		const char *letter = *mangled ? std::strchr(letters, *mangled) : nullptr;
		return letter && !mangled[1] && append(names[letter - letters], std::strlen(names[letter - letters]));
	}

	bool read_class(const char *mangled)
	{
		bool nested = *mangled == 'N', first = true;
		mangled += nested;
		if (std::strncmp(mangled, "St", 2) == 0) {
			mangled += 2;
			first = false;
			append("std", 3);
		}
		for (; *mangled >= '1' && *mangled <= '9'; first = false) {
			char *part;
			std::size_t length = std::strtoul(mangled, &part, 10);
			if (length > std::strlen(part) || !(first || append("::", 2)) || !append_part(part, length))
				return false;
			mangled = part + length;
		}
		return !first && std::strcmp(mangled, nested ? "E" : "") == 0;
	}

	bool append_part(const char *part, std::size_t length)
	{
		static const char unnamed[] = "_GLOBAL__N_", said[] = "(anonymous namespace)";
		if (std::strncmp(part, unnamed, sizeof unnamed - 1) == 0)
			return append(said, sizeof said - 1);
		return append(part, length);
	}

	bool append(const char *part, std::size_t length)
	{
		if (used + length >= sizeof text)
			return false;
		std::memcpy(text + used, part, length);
		used += length;
		text[used] = '\0';
		return true;
	}

	char text[256] = "";
	std::size_t used = 0;
};

template <std::size_t count> [[noreturn]] void fail(const char *const (&pieces)[count])
{
	zkshim_fail(pieces, count);
}

[[noreturn]] void say_and_abort()
{
	static bool terminating;
	if (terminating)
		fail({ "zkshim: terminate called while it was under way" });
	terminating = true;

	const std::type_info *type = __cxxabiv1::__cxa_current_exception_type();
	if (!type)
		fail({ "zkshim: terminate called without an active exception" });
	Name name(type->name());
#if __cpp_exceptions
	try {
		throw;
	} catch (const std::exception &exception) {
		fail({ "zkshim: terminate called after throwing ", name.c_str(), ": ", exception.what() });
	} catch (...) {
	}
#endif
	fail({ "zkshim: terminate called after throwing ", name.c_str() });
}

} // namespace

std::terminate_handler __cxxabiv1::__terminate_handler = say_and_abort;
