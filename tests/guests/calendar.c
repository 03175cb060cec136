/* Dates need no clock: gmtime, mktime (the time zone is UTC) and strftime of times that the program gives. */
#include <stdio.h>
#include <time.h>

int main(void)
{
	/* 1e9 s after 1970, the last second of 32-bit time, a leap day, and the second before 1970. */
	static const long long moments[] = { 0, 1000000000, 2147483647, 1709208000, -1, 4102444800 };

	for (unsigned i = 0; i < sizeof moments / sizeof *moments; i++) {
		time_t moment = (time_t)moments[i];
		struct tm date = *gmtime(&moment);
		char text[64];
		strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S %a day %j", &date);
		printf("%s%s\n", text, mktime(&date) == moment ? "" : ", and not back");
	}
	return 0;
}
