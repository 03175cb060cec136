// A program that neither throws nor catches: what it pays for exceptions that others might throw.
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

struct Shape {
	virtual ~Shape() = default;
	virtual int sides() const = 0;
};

struct Square : Shape {
	int sides() const override { return 4; }
};

int main()
{
	std::vector<std::unique_ptr<Shape>> shapes;
	shapes.push_back(std::make_unique<Square>());
	std::string text = "sides: " + std::to_string(shapes.at(0)->sides());
	std::puts(text.c_str());
}
