// cout, cerr and clog, also from constructors before main and destructors after it; formats of numbers.
#include <iomanip>
#include <iostream>

struct global {
	global() { std::cout << "before main\n"; }
	~global() { std::cout << "after main" << std::endl; }
} global;

struct point {
	int x, y;
	friend std::ostream &operator<<(std::ostream &out, const point &p)
	{
		return out << '(' << p.x << ", " << p.y << ')';
	}
};

int main()
{
	using namespace std;
	cout << "text " << 'c' << ' ' << 42 << ' ' << -7L << ' ' << 2.5 << ' ' << true << ' ' << point{ 1, -2 } << '\n';
	cout << hex << showbase << 255 << ' ' << oct << 8 << ' ' << uppercase << hex << 0xbeef << '\n';
	cout << dec << nouppercase << noshowbase;
	cout << '[' << setw(6) << 42 << "][" << left << setw(6) << 42 << "][" << internal << setfill('0') << setw(6) << -42;
	cout << "][" << right << setfill('.') << setw(6) << "ab" << "]\n";
	cout << 1e6 << ' ' << 1e-5 << ' ' << 123456789.0 << ' ' << 0.1f << ' ' << 1.0 / 3 << '\n';
	cout << fixed << setprecision(2) << 3.14159 << ' ' << 1e6 << ' ' << scientific << 12345.678 << ' ';
	cout << defaultfloat << setprecision(10) << 1.0 / 3 << ' ' << showpoint << 2.0 << noshowpoint << '\n';
	cout << boolalpha << true << ' ' << false << ' ' << showpos << 5 << ' ' << 0 << noshowpos << ' ';
	cout << quoted("say \"hi\"") << '\n';
	cout << 18446744073709551615u << ' ' << -9223372036854775807LL - 1 << ' ' << static_cast<void *>(nullptr) << '\n';
	cout.write("bytes\n--", 6).put('!') << endl;
	cerr << "error " << 1 << '\n';
	clog << "log " << 2 << '\n';
	return cout.good() ? 0 : 1;
}
