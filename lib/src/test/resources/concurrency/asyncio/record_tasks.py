"""Random programs of tasks, and what CPython's asyncio makes of them.

To record again: python3.13 record_tasks.py | gzip -9n > tasks.jsonl.gz

A line is a program and its outcome: {"bodies": [body, ...], "drive": [action, ...], "trace": [event, ...]}.

A body is the list of statements of a coroutine. Futures and tasks get numbers as they are made; a reference is such a
number, taken modulo how many there are. Times are whole seconds of a clock that jumps.
  ["note"]
  ["sleep", s]                         awaits
  ["await", ref]                       awaits; the result goes to the trace
  ["call", body]                       awaits a coroutine
  ["waitfor", ref, s]                  awaits
  ["waitforcall", b, s]                awaits; b is the number of a body
  ["wait", [ref, ...], s, until]       awaits; s may be null
  ["within", s, body]                  a timeout around these; ["at", s, body] the same by its end
  ["enter", i, body]                   enters the i-th timeout (modulo) once more
  ["reschedule", i, s]
  ["future"], ["spawn", b], ["shield", ref], ["gather", [item, ...], returns exceptions]   make a future
     an item is ["ref", ref], ["body", b] or ["same", i], the object of an earlier item
  ["set", ref, v], ["fail", ref, kind], ["cancel", ref, message], ["uncancel", ref], ["cancelling", ref], ["ask", ref]
  ["cancelself", message]
  ["add", ref, c], ["remove", ref, c]  the callback number c, which notes how the future ended, and fails if c is odd
  ["soon", body], ["later", s, body], ["safe", body]   a callback that does these, none of which may await
  ["drop", i]                          cancels the i-th handle (modulo)
  ["stop"], ["raise", kind], ["return", v], ["loop", n, body]
  ["try", body, [[kind, body], ...], finally]
An action of the driver is ["run", b], which is run_until_complete; ["main", b], as asyncio.run; ["complete", ref];
["forever", s], until that time; or a statement that does not await.

Kinds: A and its subclass B are Exceptions; X is none; fatal ends the run (KeyboardInterrupt); cancelled and timeout are
asyncio's; "any" is Exception and "all" BaseException.

Seven things are evened out, since CPython leaves them open or Java has a reason to differ:
- timers that are due at the same time are called in the order in which they were added;
- all who ask a cancelled task get the message, not only the first;
- a gather that is cancelled keeps the message even if its last part has a result;
- wait asks its futures in the order of the arguments;
- what a task waits for and fails is not taken for seen where the task is cancelled before it goes on;
- what main throws is not lost where the cleaning up throws too;
- a run that is stopped in the turn in which its future is done does not stop the next run.

No program does what Java has a reason to do otherwise:
- a timer with a negative delay stands before those without one in CPython, and among them in Java;
- run_until_complete of a future that is failed by hand with what ends the run never ends in CPython;
- a timeout is rescheduled outside of a run in Java, and needs a running loop in CPython.
"""
import itertools
import json
import random
import sys

sys.modules["_asyncio"] = None  # the implementation in Python, so that the seven things can be evened out
import asyncio  # noqa: E402
from asyncio import CancelledError, base_events, events, futures, tasks  # noqa: E402

SHORTEST_TRACE = 8
LONGEST_TRACE = 90
LAST_SECOND = 500
COUNTER = itertools.count()


class A(Exception):
    pass


class B(A):
    pass


class X(BaseException):
    pass


class TooLong(BaseException):
    pass


MAKE = {"A": lambda: A("a"), "B": lambda: B("b"), "X": lambda: X("x"), "fatal": lambda: KeyboardInterrupt("f"),
        "cancelled": lambda: CancelledError("c"), "stop": lambda: StopIteration("s")}
CAUGHT = {"A": A, "B": B, "X": X, "cancelled": CancelledError, "timeout": TimeoutError, "any": Exception,
          "all": BaseException}
NAMES = {"KeyboardInterrupt": "fatal", "CancelledError": "cancelled", "TimeoutError": "timeout",
         "RuntimeError": "IllegalStateException", "InvalidStateError": "IllegalStateException",
         "ValueError": "IllegalArgumentException", "TypeError": "IllegalArgumentException"}


class Timer(asyncio.TimerHandle):
    def __init__(self, *args):
        super().__init__(*args)
        self.number = next(COUNTER)

    def __lt__(self, other):
        return (self._when, self.number) < (other._when, other.number)


events.TimerHandle = Timer


def cancelled_error(self):
    if self._cancelled_exc is not None:
        return CancelledError(*self._cancelled_exc.args)
    return CancelledError() if self._cancel_message is None else CancelledError(self._cancel_message)


def cancel_message(self):
    if self._cancelled_exc is not None:
        return self._cancelled_exc.args[0] if self._cancelled_exc.args else None
    return self.__dict__.get("message")


futures.Future._make_cancelled_error = cancelled_error
futures.Future._cancel_message = property(cancel_message, lambda self, value: self.__dict__.update(message=value))


class Gathering(tasks._GatheringFuture):
    why = None

    def cancel(self, msg=None):
        asked = super().cancel(msg)
        if asked:
            self.why = msg
        return asked

    def set_exception(self, exception):
        all_ended = "results" in sys._getframe(1).f_locals
        if all_ended and isinstance(exception, CancelledError) and self.why and not exception.args:
            exception = CancelledError(self.why)
        super().set_exception(exception)


tasks._GatheringFuture = Gathering


def wake_up(self, future, original=tasks.Task._Task__wakeup):
    unseen = (self._must_cancel and not future.cancelled() and future._Future__log_traceback
              and not isinstance(future._exception, CancelledError))
    original(self, future)
    if unseen:
        future._Future__log_traceback = True


tasks.Task._Task__wakeup = wake_up


class Ordered(dict):
    """A set in the order of its making."""

    def __init__(self, items=()):
        super().__init__(dict.fromkeys(items))

    def add(self, item):
        self[item] = None


tasks.set = Ordered


class Loop(asyncio.SelectorEventLoop):
    """Its time takes none."""

    def __init__(self):
        super().__init__()
        self.now = 0.0
        self.made = []
        self._selector_select = self._selector.select
        self._selector.select = self.skip
        self.set_task_factory(self.make)

    def make(self, loop, coro, **kwargs):
        task = asyncio.Task(coro, loop=loop, **kwargs)
        self.made.append(task)
        return task

    def time(self):
        return self.now

    def skip(self, timeout=None):
        assert timeout is not None, "LAST_SECOND ends every run"
        self.now += timeout
        return self._selector_select(0)

    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        finally:
            for handle in self._ready:
                if handle._callback is base_events._run_until_complete_cb:
                    handle.cancel()

    def run(self, coro):
        """As asyncio.run, on this loop, and with the tasks in the order of their making."""
        try:
            result = self.run_until_complete(coro)
        except BaseException as thrown:
            try:
                self.clean_up()
            except TooLong:
                raise
            except BaseException:
                pass  # suppressed
            raise thrown
        self.clean_up()
        return result

    def clean_up(self):
        left = [task for task in self.made if not task.done()]
        if left:
            for task in left:
                task.cancel()
            self.run_until_complete(asyncio.gather(*left, return_exceptions=True))
            for task in left:
                if not task.cancelled() and task.exception() is not None:
                    self.call_exception_handler({
                        "message": "unhandled exception during asyncio.run() shutdown",
                        "exception": task.exception()})


class Run:
    def __init__(self, program):
        self.program = program
        self.trace = []
        self.objects = []
        self.timeouts = []
        self.handles = []
        self.callbacks = {}
        self.overflow = False
        self.too_long = False
        self.loop = Loop()
        self.loop.set_exception_handler(self.handler)

    def handler(self, loop, context):
        message = context["message"]
        if message.startswith("Exception in callback"):
            message = "Exception in callback"
        if "never retrieved" not in message and "destroyed" not in message:
            self.note("handler", message, self.told(context.get("exception")))

    def note(self, *what):
        if len(self.trace) >= LONGEST_TRACE:
            self.too_long = True  # who is told may swallow what follows
            raise TooLong
        self.trace.append(list(what))

    def told(self, value):
        if isinstance(value, BaseException):
            if isinstance(value, RecursionError):
                self.overflow = True
            name = NAMES.get(type(value).__name__, type(value).__name__)
            message = str(value).split("<")[0].strip()
            return [name, "invalid state" if message in ("FINISHED:", "CANCELLED:") else message]  # as written in C
        if isinstance(value, list):
            return [self.told(each) for each in value]
        return value

    def object(self, ref):
        return self.objects[ref % len(self.objects)]

    def outcome(self, future):
        if not future.done():
            return "pending"
        if future.cancelled():
            try:
                future.result()
            except CancelledError as cancelled:
                return ["was cancelled", str(cancelled)]
        return self.told(future.exception() or future.result())

    def callback(self, number):
        def called(future):
            self.note("callback", number, self.outcome(future))
            if number % 2:
                raise MAKE["X" if number == 1 else "A"]()
        return self.callbacks.setdefault(number, called)

    def run(self):
        for _ in range(4):
            self.objects.append(self.loop.create_future())
        for action in self.program["drive"]:
            self.drive(action)
        self.trace.append(["left", [future._Future__log_traceback for future in self.objects]])
        return self.trace

    def drive(self, action):
        loop = self.loop
        try:
            match action:
                case ["run", body]:
                    self.bound(lambda: loop.run_until_complete(self.coroutine(body)))
                case ["main", body]:
                    self.bound(lambda: loop.run(self.coroutine(body)))
                case ["complete", ref]:
                    self.bound(lambda: loop.run_until_complete(self.object(ref)))
                case ["forever", seconds]:
                    self.note("forever", None)
                    loop.call_later(seconds, loop.stop)
                    self.bound(loop.run_forever)
                case _:
                    self.act("driver", action)
        except TooLong:
            raise
        except BaseException as thrown:
            self.note("thrown", self.told(thrown), loop.time())

    def bound(self, run):
        self.limit()
        try:
            self.note("ran", self.told(run()), self.loop.time())
        finally:
            self.last.cancel()

    def limit(self):
        """A run in which nothing comes any more ends, and so does the cleaning up after it."""
        def end():
            self.loop.stop()
            self.limit()
        self.last = self.loop.call_later(LAST_SECOND, end)

    async def coroutine(self, body):
        return await self.body(body, self.program["bodies"][body])

    async def body(self, who, body):
        for statement in body:
            result = await self.statement(who, statement)
            if result is not None:
                return result

    async def statement(self, who, statement):
        """What it returns, if it is a return."""
        match statement:
            case ["sleep", seconds]:
                await asyncio.sleep(seconds)
                self.note(who, "slept", self.loop.time())
            case ["await", ref]:
                self.note(who, "got", self.told(await self.object(ref)))
            case ["call", body]:
                async def called():
                    return await self.body(who, body)
                self.note(who, "called", await called())
            case ["waitfor", ref, seconds]:
                self.note(who, "in time", self.told(await asyncio.wait_for(self.object(ref), seconds)))
            case ["waitforcall", body, seconds]:
                self.note(who, "in time", self.told(await asyncio.wait_for(self.coroutine(body), seconds)))
            case ["wait", refs, seconds, until]:
                waited = [self.object(ref) for ref in refs]
                done, pending = await asyncio.wait(waited, timeout=seconds, return_when=until)
                self.note(who, "waited", sorted(self.objects.index(future) for future in done),
                          sorted(self.objects.index(future) for future in pending))
            case ["within", seconds, body]:
                return await self.within(who, asyncio.timeout(seconds), body)
            case ["at", seconds, body]:
                return await self.within(who, asyncio.timeout_at(self.loop.time() + seconds), body)
            case ["enter", index, body]:
                if self.timeouts:
                    return await self.enter(who, self.timeouts[index % len(self.timeouts)], body)
            case ["loop", count, body]:
                for _ in range(count):
                    result = await self.body(who, body)
                    if result is not None:
                        return result
            case ["try", body, handlers, last]:
                return await self.trying(who, body, handlers, last)
            case ["return", value]:
                return value
            case ["cancelself", message]:
                self.note(who, "cancel", asyncio.current_task().cancel(message))
            case _:
                self.act(who, statement)

    async def within(self, who, timeout, body):
        self.timeouts.append(timeout)
        return await self.enter(who, timeout, body)

    async def enter(self, who, timeout, body):
        try:
            async with timeout:
                return await self.body(who, body)
        finally:
            self.note(who, "expired", timeout.expired(), timeout.when())

    async def trying(self, who, body, handlers, last):
        try:
            try:
                return await self.body(who, body)
            except BaseException as thrown:
                if isinstance(thrown, (TooLong, GeneratorExit)):
                    raise
                for kind, handler in handlers:
                    if isinstance(thrown, CAUGHT[kind]):
                        self.note(who, "caught", self.told(thrown))
                        return await self.body(who, handler)
                raise
        finally:
            if last is not None:
                self.note(who, "finally", self.loop.time())
                instead = await self.body(who, last)
                if instead is not None:
                    return instead

    def call(self, body):
        def called():
            for statement in body:
                self.act("callback", statement)
        return called

    def item(self, item, items):
        match item:
            case ["ref", ref]:
                return self.object(ref)
            case ["body", body]:
                return self.coroutine(body)
            case ["same", index]:
                return items[index % len(items)]

    def act(self, who, statement):
        """A statement that does not await."""
        loop = self.loop
        match statement:
            case ["note"]:
                self.note(who, "note", loop.time())
            case ["future"]:
                self.objects.append(loop.create_future())
            case ["spawn", body]:
                self.objects.append(loop.create_task(self.coroutine(body)))
            case ["shield", ref]:
                self.objects.append(asyncio.shield(self.object(ref)))
            case ["gather", wanted, returns]:
                items = []
                for item in wanted:
                    items.append(self.item(item, items))
                self.objects.append(asyncio.gather(*items, return_exceptions=returns))
            case ["set", ref, value]:
                if not isinstance(self.object(ref), asyncio.Task):
                    self.object(ref).set_result(value)
            case ["fail", ref, kind]:
                if not isinstance(self.object(ref), asyncio.Task):
                    self.object(ref).set_exception(MAKE[kind]())
            case ["cancel", ref, message]:
                self.note(who, "cancel", self.object(ref).cancel(message))
            case ["uncancel", ref]:
                if isinstance(self.object(ref), asyncio.Task):
                    self.note(who, "uncancel", self.object(ref).uncancel())
            case ["cancelling", ref]:
                if isinstance(self.object(ref), asyncio.Task):
                    self.note(who, "cancelling", self.object(ref).cancelling())
            case ["ask", ref]:
                self.note(who, "is", self.outcome(self.object(ref)))
            case ["add", ref, number]:
                self.object(ref).add_done_callback(self.callback(number))
            case ["remove", ref, number]:
                self.note(who, "removed", self.object(ref).remove_done_callback(self.callback(number)))
            case ["soon", body]:
                self.handles.append(loop.call_soon(self.call(body)))
            case ["later", seconds, body]:
                self.handles.append(loop.call_later(seconds, self.call(body)))
            case ["safe", body]:
                self.handles.append(loop.call_soon_threadsafe(self.call(body)))
            case ["drop", index]:
                if self.handles:
                    self.handles[index % len(self.handles)].cancel()
            case ["reschedule", index, seconds]:
                if self.timeouts and who != "driver":  # CPython asks for a loop that runs
                    self.timeouts[index % len(self.timeouts)].reschedule(loop.time() + seconds)
            case ["stop"]:
                loop.stop()
            case ["raise", kind]:
                raise MAKE[kind]()
            case _:
                raise AssertionError(statement)


class Author:
    """Writes programs."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.value = 0

    def program(self):
        count = self.random.randint(2, 5)
        self.count = count
        bodies = []
        for number in range(count):
            self.number = number  # a body uses later ones only, so that each program ends
            bodies.append(self.body(3, True))
        self.number = -1
        drive = [self.settling() for _ in range(self.random.randint(2, 5))]
        drive += [self.action() for _ in range(self.random.randint(2, 5))]
        return {"bodies": bodies, "drive": drive}

    def settling(self):
        """Something comes, so that not all wait in vain."""
        how = self.random.choices(
            [["set", self.ref(), self.next_value()], ["fail", self.ref(), self.random.choice(["A", "A", "B", "X", "cancelled"])],
             ["cancel", self.ref(), self.message()]], [6, 2, 2])[0]
        return ["later", max(0, self.seconds()), [how]]

    def action(self):
        choose = self.random.random()
        if choose < 0.4:
            return ["run", self.random.randrange(2)]
        if choose < 0.7:
            return ["main", self.random.randrange(2)]
        if choose < 0.78:
            return ["complete", self.ref()]
        if choose < 0.86:
            return ["forever", self.random.randint(0, 4)]
        return self.plain(1)

    def ref(self):
        return self.random.randint(0, 7)

    def seconds(self):
        return self.random.choice([0, 0, 1, 1, 1, 2, 2, 3, 4, -1])

    def later_body(self):
        return self.random.randint(self.number + 1, self.count - 1) if self.number + 1 < self.count else None

    def message(self):
        return self.random.choice([None, None, "m1", "m2", "m3"])

    def kind(self):
        return self.random.choices(["A", "B", "X", "cancelled", "fatal"], [6, 4, 4, 4, 1])[0]

    def body(self, depth, awaits):
        return [self.statement(depth, awaits) for _ in range(self.random.randint(*(2, 6) if depth > 2 else (1, 3)))]

    def statement(self, depth, awaits):
        if not awaits or self.random.random() < 0.42:
            return self.plain(depth)
        choices = ["sleep", "await", "waitfor", "waitforcall", "wait", "cancelself", "return"]
        weights = [24, 12, 9, 5, 11, 2, 2]
        if depth > 0:
            choices += ["call", "within", "at", "enter", "loop", "try"]
            weights += [4, 13, 2, 2, 3, 22]
        kind = self.random.choices(choices, weights)[0]
        match kind:
            case "sleep":
                return [kind, self.seconds()]
            case "await":
                return [kind, self.ref()]
            case "waitfor":
                return [kind, self.ref(), self.seconds()]
            case "waitforcall":
                body = self.later_body()
                return ["sleep", 0] if body is None else [kind, body, self.seconds()]
            case "wait":
                until = self.random.choice(["ALL_COMPLETED", "FIRST_COMPLETED", "FIRST_EXCEPTION"])
                refs = [self.ref() for _ in range(self.random.randint(1, 4))]
                return [kind, refs, self.random.choice([None, max(0, self.seconds())]), until]
            case "cancelself":
                return [kind, self.message()]
            case "return":
                return [kind, self.next_value()]
            case "call":
                return [kind, self.body(depth - 1, True)]
            case "within" | "at" | "enter":
                return [kind, max(0, self.seconds()) if kind != "enter" else self.random.randint(0, 3),
                        self.body(depth - 1, True)]
            case "loop":
                return [kind, self.random.randint(1, 3), self.body(depth - 1, True)]
            case "try":
                kinds = set(self.random.choices(["B", "A", "X", "cancelled", "timeout", "any", "all"],
                                                [1, 2, 2, 6, 5, 4, 2], k=self.random.randint(0, 3)))
                order = ["B", "A", "cancelled", "timeout", "any", "X", "all"]
                handlers = [[kind, self.body(depth - 1, True)] for kind in sorted(kinds, key=order.index)]
                last = self.body(depth - 1, True) if not handlers or self.random.random() < 0.4 else None
                return [kind, self.body(depth - 1, True), handlers, last]

    def next_value(self):
        self.value += 1
        return self.value

    def plain(self, depth):
        kind = self.random.choices(
            ["note", "future", "spawn", "shield", "gather", "set", "fail", "cancel", "uncancel", "cancelling", "ask",
             "add", "remove", "soon", "later", "safe", "drop", "reschedule", "stop", "raise"],
            [6, 4, 24, 8, 10, 9, 4, 13, 4, 3, 4, 10, 4, 5, 9, 6, 2, 6, 1, 3])[0]
        match kind:
            case "note" | "future" | "stop":
                return [kind]
            case "spawn":
                body = self.later_body()
                return ["note"] if body is None else [kind, body]
            case "gather":
                items = []
                for _ in range(self.random.randint(1, 4)):
                    body = self.later_body()
                    item = self.random.choices(["ref", "body", "same"], [5, 3, 2])[0]
                    if item == "same" and items:
                        items.append([item, self.random.randint(0, 3)])
                    elif item == "body" and body is not None and self.number >= 0:
                        items.append([item, body])
                    else:
                        items.append(["ref", self.ref()])
                return [kind, items, self.random.random() < 0.4]
            case "set":
                return [kind, self.ref(), self.next_value()]
            case "fail":
                return [kind, self.ref(), self.random.choice(["A", "A", "B", "X", "cancelled", "stop"])]
            case "cancel":
                return [kind, self.ref(), self.message()]
            case "add" | "remove":
                return [kind, self.ref(), self.random.randint(0, 5)]
            case "soon" | "safe":
                return [kind, self.body(depth - 1, False)] if depth > 0 else ["note"]
            case "later":
                return [kind, max(0, self.seconds()), self.body(depth - 1, False)] if depth > 0 else ["note"]
            case "drop":
                return [kind, self.random.randint(0, 5)]
            case "reschedule":
                return [kind, self.random.randint(0, 3), max(0, self.seconds())]
            case "raise":
                return [kind, self.kind()]
            case _:
                return [kind, self.ref()]


def record(seed):
    """A line, or None for a program that does little, or too much, or overflows the stack."""
    program = Author(seed).program()
    run = Run(program)
    try:
        trace = list(run.run())
    except TooLong:
        return None
    finally:
        run.trace = [None] * LONGEST_TRACE  # what still ends is not noted
        run.loop.set_exception_handler(lambda loop, context: None)
    if run.too_long or run.overflow or len(trace) < SHORTEST_TRACE:
        return None
    return json.dumps(program | {"trace": trace}, separators=(",", ":"))


def main(count, first=1):
    assert sys.version_info[:2] == (3, 13), "the promises are those of CPython 3.13"
    sys.unraisablehook = lambda unraisable: None
    seed = first
    while count:
        line = record(seed)
        seed += 1
        if line is not None:
            print(line)
            count -= 1


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:] or ["1500"]))
