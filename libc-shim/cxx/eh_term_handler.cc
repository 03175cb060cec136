// What std::terminate does unless the program says otherwise: one line that says what was thrown, and 134. In
// libsupc++'s place, whose handler brings stdio and a demangler of 50 KB.

#include <cstddef>
#include <cstring>
#include <exception>
#include <typeinfo>

#include "unwind-cxx.h"

extern "C" [[noreturn]] void zkshim_fail(const char *const *pieces, std::size_t count);

namespace
{

// The name of a class in namespaces, without parameters: what nearly all exceptions are. Anything else keeps
// its mangled name (Itanium C++ ABI, 5.1).
class Name
{
public:
	explicit Name(const char *mangled)
	{
		if (!read(mangled))
			copy(mangled, std::strlen(mangled)) || (text[0] = '\0');
	}

	const char *c_str() const { return text; }

private:
	bool read(const char *mangled)
	{
		used = 0;
		bool nested = *mangled == 'N';
		if (nested)
			++mangled;
		if (std::strncmp(mangled, "St", 2) == 0) {
			mangled += 2;
			add("std");
		}
		while (*mangled >= '1' && *mangled <= '9') {
			std::size_t length = 0;
			for (; *mangled >= '0' && *mangled <= '9'; ++mangled)
				length = length * 10 + static_cast<std::size_t>(*mangled - '0');
			if (length > std::strlen(mangled) || !add_part(mangled, length))
				return false;
			mangled += length;
		}
		return std::strcmp(mangled, nested ? "E" : "") == 0 && used > 0;
	}

	bool add_part(const char *part, std::size_t length)
	{
		static const char anonymous[] = "_GLOBAL__N_";
		if (std::strncmp(part, anonymous, sizeof anonymous - 1) == 0)
			return add("(anonymous namespace)");
		return add(part, length);
	}

	bool add(const char *part) { return add(part, std::strlen(part)); }

	bool add(const char *part, std::size_t length)
	{
		return (used == 0 || append("::", 2)) && append(part, length);
	}

	bool copy(const char *part, std::size_t length)
	{
		used = 0;
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

	char text[256];
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
