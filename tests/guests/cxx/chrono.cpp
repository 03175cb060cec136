// Durations and the calendar, which need no clock.
#include <chrono>
#include <cstdio>

#include "../include/expect.h"

using namespace std::chrono;
using namespace std::literals;

static void print(year_month_day day)
{
	printf("%d-%02u-%02u, weekday %u\n", int(day.year()), unsigned(day.month()), unsigned(day.day()),
	       weekday(sys_days(day)).iso_encoding());
}

int main()
{
	expect(1h + 30min == 5400s && duration_cast<hours>(150min) == 2h && 2h > 119min);
	expect(floor<seconds>(-1500ms) == -2s && ceil<seconds>(-1500ms) == -1s && round<seconds>(2500ms) == 2s);
	expect(duration<double>(90min).count() == 5400.0 && 7s % 4s == 3s && abs(-3s) == 3s);
	using thirds = duration<int, std::ratio<1, 3>>;
	using halves = duration<int, std::ratio<1, 2>>;
	static_assert(thirds(7) + halves(1) == duration<int, std::ratio<1, 6>>(17));
	hh_mm_ss time(45296789ms);
	expect(time.hours() == 12h && time.minutes() == 34min && time.seconds() == 56s && time.subseconds() == 789ms);

	print(2000y / February / 29);
	print(year_month_day(sys_days(1970y / January / 1) + days(20000)));
	print(year_month_day(sys_days(2024y / February / last)));
	print(year_month_day(sys_days(2025y / January / Monday[last])));
	expect(!(2100y / February / 29).ok() && (2024y / February / 29).ok());
	expect(2024y / March / 31 + months(1) == 2024y / April / 31);
	expect(sys_days(2001y / January / 1) - sys_days(2000y / January / 1) == days(366));
	expect((2023y).is_leap() == false && December + months(2) == February && Saturday + days(3) == Tuesday);
	sys_time<seconds> moment = sys_days(2009y / February / 13) + 23h + 31min + 30s;
	expect(moment.time_since_epoch() == 1234567890s);
}
