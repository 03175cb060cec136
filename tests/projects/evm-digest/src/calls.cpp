#include <algorithm>

#include "machine.hpp"

namespace {

/* The addresses 1 to 9 are precompiled contracts (the Yellow Paper's appendix E), of which there are none here. */
void refuse_precompile(const Address &address)
{
	if (!address.is_zero() && address < Address(10))
		throw Unsupported("the precompiled contract at the address " + std::to_string(address.low_64()));
}

/* What the four kinds of call have in common on the stack; `value` is on it for one kind alone. */
struct Request {
	Word gas;
	Address target;
	Word value;
	Range input, output;
};

Request pop_request(Frame &frame, bool has_value)
{
	Request request;
	request.gas = frame.pop();
	request.target = frame.pop_address();
	if (has_value)
		request.value = frame.pop();
	if (!request.value.is_zero())
		frame.refuse_static();
	refuse_precompile(request.target);
	request.input = frame.pop_range();
	request.output = frame.pop_range();
	return request;
}

/* Takes the gas for a call out of the frame's: what is asked for, but no more than may be given away. */
Gas take_gas(Frame &frame, const Word &asked)
{
	const Gas most = frame.gas.most_for_a_call();
	const Gas taken = asked < Word(most) ? asked.low_64() : most;
	frame.gas.charge(taken);
	return taken;
}

void finish(Frame &frame, const Request &request, CallResult result)
{
	frame.gas.give_back(result.gas_left);
	const auto output = frame.view(request.output);
	std::copy_n(result.output.begin(), std::min(output.size(), result.output.size()), output.begin());
	frame.returned = std::move(result.output);
	frame.push(result.succeeded ? 1 : 0);
}

Bytes input_of(Frame &frame, const Request &request)
{
	const auto input = frame.view(request.input);
	return Bytes(input.begin(), input.end());
}

void call(Frame &frame)
{
	State &state = frame.machine.state;
	const Request request = pop_request(frame, true);
	Gas stipend = 0;
	if (!request.value.is_zero()) {
		frame.gas.charge(cost::CALL_VALUE);
		if (state.is_empty(request.target))
			frame.gas.charge(cost::CALL_NEW_ACCOUNT);
		stipend = cost::CALL_STIPEND;
	}
	const Gas gas = take_gas(frame, request.gas) + stipend;
	const Address &self = frame.message.self;
	if (state.balance(self) < request.value) {
		finish(frame, request, { "too little balance", false, gas, {} });
		return;
	}
	finish(frame, request,
	       frame.machine.call({ request.target, self, request.value, input_of(frame, request),
				    state.code(request.target), gas, true, frame.message.is_static }));
}

/* The target's code as if it were the frame's own. */
void delegate_call(Frame &frame)
{
	const Request request = pop_request(frame, false);
	const Message &own = frame.message;
	const Gas gas = take_gas(frame, request.gas);
	finish(frame, request,
	       frame.machine.call({ own.self, own.caller, own.value, input_of(frame, request),
				    frame.machine.state.code(request.target), gas, false, own.is_static }));
}

void static_call(Frame &frame)
{
	const Request request = pop_request(frame, false);
	const Gas gas = take_gas(frame, request.gas);
	finish(frame, request,
	       frame.machine.call({ request.target, frame.message.self, 0, input_of(frame, request),
				    frame.machine.state.code(request.target), gas, false, true }));
}

} // namespace

Instructions calls()
{
	return {
		{ CALL, cost::ACCESS, 7, 1, call },
		{ DELEGATECALL, cost::ACCESS, 6, 1, delegate_call },
		{ STATICCALL, cost::ACCESS, 6, 1, static_call },
	};
}
