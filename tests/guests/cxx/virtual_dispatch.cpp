// Virtual functions through single, multiple and virtual inheritance, and the order of construction.
#include <cstdio>
#include <memory>
#include <vector>

#include "../include/expect.h"

struct shape {
	virtual double area() const = 0;
	virtual shape *clone() const = 0;
	virtual ~shape() { printf("~shape "); }
};

struct square : shape {
	double side;
	explicit square(double side) : side(side) {}
	double area() const override { return side * side; }
	square *clone() const override { return new square(*this); } // a covariant result
	~square() override { printf("~square "); }
};

struct printable {
	int copies = 1;
	virtual void print() const = 0;
	virtual ~printable() = default;
};

// Two bases: a call through the second one has its `this` adjusted.
struct poster final : square, printable {
	poster() : square(3) { copies = 7; }
	void print() const override { printf("%d posters of %g\n", copies, area()); }
	poster *clone() const override { return new poster(*this); }
};

struct device {
	int id;
	explicit device(int id) : id(id) { printf("device %d ", id); }
	virtual const char *name() const { return "device"; }
	virtual ~device() { printf("~device "); }
};

struct reader : virtual device {
	reader() : device(1) { printf("reader is a %s ", name()); }
	const char *name() const override { return "reader"; }
};

struct writer : virtual device {
	writer() : device(2) { printf("writer is a %s ", device::name()); }
	virtual int pages() const { return 10; }
};

// One device in it, made by the most derived class.
struct copier : reader, writer {
	copier() : device(3) { printf("copier is a %s\n", name()); }
	const char *name() const override { return "copier"; }
	int pages() const override { return 20 + id; }
};

int main()
{
	std::vector<std::unique_ptr<shape>> shapes;
	shapes.push_back(std::make_unique<square>(2));
	shapes.push_back(std::make_unique<poster>());
	for (int i = 0; i < 2; i++)
		shapes.emplace_back(shapes[i]->clone());
	double sum = 0;
	for (const auto &s : shapes)
		sum += s->area();
	expect(sum == 26);
	const printable &second = dynamic_cast<poster &>(*shapes[3]);
	second.print();
	shapes.clear();
	putchar('\n');

	{
		copier c;
		device &d = c;
		writer &w = c;
		expect(&static_cast<reader &>(c).id == &w.id && w.pages() == 23 && w.name()[0] == 'c');
		const char *(device::*which)() const = &device::name;
		int (writer::*pages)() const = &writer::pages;
		puts((d.*which)());
		expect((w.*pages)() == 23 && (static_cast<writer &>(c).*pages)() == 23);
	}
	putchar('\n');
}
