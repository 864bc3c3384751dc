"""Programs of task groups, queues, locks and the like, and what CPython makes of them.

To record again: python3.13 record_tools.py | gzip -9n > tools.jsonl.gz

A line is a program and its outcome:
  {"of": subject, "objects": {name: [kind, argument, ...]}, "tasks": [body, ...], "trace": [event, ...]}.

The tasks are made in that order. Whenever nothing can happen any more, the trace notes "idle" and the tasks that are
not done are cancelled in their order; after the third time the rest is left. The trace ends with each task's outcome.
A body is a list of statements; what each finds goes to the trace with the number of its task:
  ["turns", n]                 sleeps for 0 seconds n times
  ["sleep", seconds]           no two timers of a program are ever due at the same time
  ["cancel", t, message]       cancels task number t
  ["cancelling"], ["uncancel"] of the current task
  ["raise", message]           raises A
  ["try", body, [[kind, body], ...], finally]   kinds: cancelled, A, group, any; finally may be null
  ["timeout", seconds, body], ["with", object, body]
  ["group", body]              a task group, which gets the next number; the body runs in it
  ["spawn", g, body]           starts a task of group number g, which gets the next number; ["enter", g] enters it again
  ["call", object, method, argument, ...], ["do", object, method, argument, ...]   the second awaits what comes back
  ["count", n]                 adds to the program's counter, for which ["do", condition, "wait_for", least] waits
  ["text", object]             the object as a string
  ["completed", [t, ...], seconds]   goes through as_completed of these tasks; seconds may be null
"""
import asyncio
import asyncio.taskgroups
import itertools
import json
import random
import sys


class A(Exception):
    pass


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop whose time takes none."""

    def __init__(self, idle):
        super().__init__()
        self._clock_resolution = 2 ** -30  # what is due at exactly this moment is due
        self.now = 0.0
        self.dues = set()
        select = self._selector.select

        def select_at_once(patience):
            if patience is None:
                idle()
            elif patience > 0:
                self.now += patience
            return select(0)

        self._selector.select = select_at_once

    def time(self):
        return self.now

    def call_at(self, when, callback, *args, context=None):
        assert when not in self.dues, "which of two timers comes first is not specified"
        self.dues.add(when)
        return super().call_at(when, callback, *args, context=context)


class Ordered(dict):
    """A set in the order of insertion, so that what CPython does in an order of its own choice is repeatable."""

    def add(self, item):
        self[item] = True

    def discard(self, item):
        self.pop(item, None)


MAKE = {"Lock": asyncio.Lock, "Event": asyncio.Event, "Semaphore": asyncio.Semaphore,
        "BoundedSemaphore": asyncio.BoundedSemaphore, "Condition": asyncio.Condition, "Barrier": asyncio.Barrier,
        "Queue": asyncio.Queue, "LifoQueue": asyncio.LifoQueue, "PriorityQueue": asyncio.PriorityQueue}
# What the Java side throws in place of Python's own errors.
NAMES = {"RuntimeError": "IllegalStateException", "ValueError": "IllegalStateException",
         "BrokenBarrierError": "BrokenBarrierException", "TimeoutError": "TimeoutException",
         "CancelledError": "CancellationException"}
CAUGHT = {"cancelled": asyncio.CancelledError, "A": A, "group": ExceptionGroup,
          "any": (Exception, asyncio.CancelledError)}
LONGEST_TRACE = 120


def described(thrown):
    name = NAMES.get(type(thrown).__name__, type(thrown).__name__)
    if isinstance(thrown, ExceptionGroup):
        return [name, str(thrown), [described(each) for each in thrown.exceptions]]
    return [name, str(thrown)]


class Run:
    def __init__(self, program):
        self.program = program
        self.trace = []
        self.tasks = []
        self.groups = []
        self.outcomes = {}
        self.counter = 0
        self.idles = 0

    def result(self):
        """The trace of the program; None if it is too long."""
        self.loop = VirtualLoop(self.idle)
        self.loop.set_exception_handler(lambda loop, context: None)
        self.objects = {name: MAKE[made[0]](*made[1:]) for name, made in self.program["objects"].items()}
        for body in self.program["tasks"]:
            self.task(body, self.loop.create_task)
        self.loop.run_forever()
        for number, task in enumerate(self.tasks):
            self.trace.append(["outcome", number, self.outcome(task)])
        self.loop.close()
        recorded = list(self.trace)
        return recorded if len(recorded) <= LONGEST_TRACE else None

    def task(self, body, create):
        number = len(self.tasks)
        self.tasks.append(None)
        try:
            self.tasks[number] = create(self.block(number, body))
        except RuntimeError:
            self.tasks.pop()
            raise
        return number

    def idle(self):
        left = [task for task in self.tasks if not task.done()]
        if not left or self.idles == 3:
            self.loop.stop()
            return
        self.idles += 1
        self.trace.append(["idle"])
        for task in left:
            task.cancel()

    def outcome(self, task):
        if task not in self.outcomes:  # CPython tells the message of a cancellation only once
            self.outcomes[task] = self.first_outcome(task)
        return self.outcomes[task]

    @staticmethod
    def first_outcome(task):
        if not task.done():
            return "pending"
        try:
            return task.result()
        except BaseException as thrown:
            return described(thrown)

    async def block(self, me, body):
        for kind, *rest in body:
            await getattr(self, "do_" + kind)(me, *rest)

    def note(self, me, what, value=None):
        self.trace.append([me, what, value])

    async def do_turns(self, me, count):
        for _ in range(count):
            await asyncio.sleep(0)
        self.note(me, "turns", count)

    async def do_sleep(self, me, seconds):
        await asyncio.sleep(seconds)
        self.note(me, "slept", seconds)

    async def do_cancel(self, me, number, message):
        if number < len(self.tasks):
            self.note(me, "cancel", self.tasks[number].cancel(message))

    async def do_cancelling(self, me):
        self.note(me, "cancelling", asyncio.current_task().cancelling())

    async def do_uncancel(self, me):
        self.note(me, "uncancel", asyncio.current_task().uncancel())

    async def do_raise(self, me, message):
        raise A(message)

    async def do_try(self, me, body, handlers, last):
        try:
            try:
                await self.block(me, body)
            except (Exception, asyncio.CancelledError) as thrown:
                for kind, handler in handlers:
                    if isinstance(thrown, CAUGHT[kind]):
                        self.note(me, "caught", described(thrown))
                        await self.block(me, handler)
                        break
                else:
                    raise
        finally:
            if last is not None:
                self.note(me, "finally")
                await self.block(me, last)

    async def do_timeout(self, me, seconds, body):
        async with asyncio.timeout(seconds):
            await self.block(me, body)

    async def do_with(self, me, name, body):
        async with self.objects[name]:
            self.note(me, "in", name)
            await self.block(me, body)
        self.note(me, "out", name)

    async def do_group(self, me, body):
        group = asyncio.TaskGroup()
        group._tasks = Ordered()
        self.groups.append(group)
        await self.enter(me, group, body)

    async def do_enter(self, me, number):
        if number < len(self.groups):
            await self.enter(me, self.groups[number], [])

    async def enter(self, me, group, body):
        async with group:
            self.note(me, "entered", str(group))
            await self.block(me, body)
            self.note(me, "leaves", str(group))
        self.note(me, "left", str(group))

    async def do_spawn(self, me, number, body):
        if number < len(self.groups):
            self.note(me, "spawned", self.task(body, self.groups[number].create_task))

    def argument(self, method, argument):
        return (lambda: self.counter >= argument) if method == "wait_for" else argument

    async def do_call(self, me, name, method, *arguments):
        found = getattr(self.objects[name], method)
        self.note(me, method, found(*arguments) if callable(found) else found)

    async def do_do(self, me, name, method, *arguments):
        arguments = [self.argument(method, argument) for argument in arguments]
        self.note(me, method, await getattr(self.objects[name], method)(*arguments))

    async def do_count(self, me, count):
        self.counter += count
        self.note(me, "count", self.counter)

    async def do_text(self, me, name):
        text = str(self.objects[name])
        before, _, after = text.partition(" object at 0x")
        if after:  # Java's says nothing of an address
            text = "<" + before.removeprefix("<asyncio.locks.") + after[after.index(" "):]
        self.note(me, "text", text)

    async def do_completed(self, me, numbers, seconds):
        tasks = [self.tasks[number] for number in numbers]
        if sum(task.done() for task in tasks) > 1:  # CPython does not specify which of them comes first
            self.note(me, "too late")
            return
        async for done in asyncio.as_completed(tasks, timeout=seconds):
            self.note(me, "completed", [self.tasks.index(done), self.outcome(done)])
        self.note(me, "all completed")


# ---- scenarios that are cancelled at every await: subject, objects, tasks

def call(name, method, *arguments):
    return ["call", name, method, *arguments]


def do(name, method, *arguments):
    return ["do", name, method, *arguments]


def turns(count):
    return ["turns", count]


def attempt(body, last=None):
    """Goes on after a cancellation or failure."""
    return ["try", body, [["any", [["cancelling"]]]], last]


SCENARIOS = [
    ("TaskGroup", {}, [[["group", [["spawn", 0, [turns(3)]], ["spawn", 0, [turns(2)]], turns(1)]], ["cancelling"]]]),
    ("TaskGroup", {}, [[attempt([["group", [
        ["spawn", 0, [attempt([turns(4)], [turns(1)])]], ["spawn", 0, [turns(2), ["raise", "a"]]], turns(5)]]]),
        ["cancelling"], turns(1)]]),
    ("TaskGroup", {}, [[["group", [
        ["spawn", 0, [turns(2), ["raise", "a"]]], ["spawn", 0, [turns(2), ["raise", "b"]]],
        ["spawn", 0, [["try", [turns(4)], [["cancelled", [turns(2), ["raise", "c"]]]], None]]]]]]]),
    ("TaskGroup", {}, [[["group", [["spawn", 0, [turns(1), ["raise", "a"]]], turns(3), ["raise", "b"]]]]]),
    ("TaskGroup", {}, [[attempt([["group", [
        ["spawn", 0, [["group", [["spawn", 1, [turns(1), ["raise", "a"]]], ["spawn", 1, [turns(3)]]]]]],
        ["spawn", 0, [turns(4)]]]]]), ["cancelling"], turns(1)]]),
    ("TaskGroup", {}, [[["group", [["spawn", 0, [turns(1), ["spawn", 0, [turns(2), ["spawn", 0, [turns(1)]]]]]]]],
                        attempt([["spawn", 0, [turns(1)]]])]]),
    ("TaskGroup", {}, [[attempt([["group", [
        ["spawn", 0, [["try", [turns(3)], [], [attempt([["spawn", 0, [turns(1)]]]), turns(2)]]]], turns(1),
        ["raise", "a"]]]]), attempt([["enter", 0]]), ["cancelling"], turns(2)]]),
    ("TaskGroup", {}, [[attempt([["timeout", 2.5, [["group", [
        ["spawn", 0, [["sleep", 1.25]]], ["spawn", 0, [["sleep", 7]]]]]]]]), ["cancelling"], turns(1)]]),
    ("Queue", {"q": ["Queue", 1]}, [
        [do("q", "put", 1), do("q", "put", 2), do("q", "put", 3)],
        [turns(1), do("q", "get"), turns(1), do("q", "get"), ["text", "q"]],
        [do("q", "get")]]),
    ("Queue", {"q": ["Queue"]}, [
        [do("q", "get"), do("q", "get")], [do("q", "get")], [do("q", "get"), ["text", "q"]],
        [turns(2), call("q", "put_nowait", 1), call("q", "put_nowait", 2), turns(1), call("q", "put_nowait", 3)]]),
    ("Queue", {"q": ["Queue", 1]}, [
        [do("q", "put", 1), do("q", "put", 2)], [do("q", "put", 3)], [do("q", "put", 4), ["text", "q"]],
        [turns(2), call("q", "get_nowait"), turns(1), call("q", "get_nowait"), call("q", "get_nowait")]]),
    ("Queue", {"q": ["Queue"]}, [
        [do("q", "put", 1), do("q", "put", 2), do("q", "join"), call("q", "qsize")],
        [do("q", "get"), turns(1), call("q", "task_done"), do("q", "get"), turns(1), call("q", "task_done"),
         attempt([call("q", "task_done")])],
        [turns(2), do("q", "join")]]),
    ("Queue", {"q": ["Queue", 1]}, [
        [do("q", "put", 1), attempt([do("q", "put", 2)])], [turns(1), attempt([do("q", "put", 3)])],
        [turns(3), call("q", "shutdown", False), attempt([do("q", "put", 4)]), attempt([do("q", "get")]),
         attempt([do("q", "get")]), attempt([call("q", "put_nowait", 5)]), ["text", "q"]]]),
    ("Queue", {"q": ["Queue"]}, [
        [attempt([do("q", "get")])], [attempt([do("q", "get")])], [turns(1), do("q", "join")],
        [call("q", "put_nowait", 1), call("q", "put_nowait", 2), call("q", "put_nowait", 3), turns(2),
         call("q", "shutdown", True), attempt([call("q", "get_nowait")]), ["text", "q"]]]),
    ("Queue", {"q": ["PriorityQueue", 2]}, [
        [do("q", "put", 3), do("q", "put", 1), do("q", "put", 2)], [turns(2), do("q", "get"), do("q", "get")]]),
    ("Queue", {"q": ["LifoQueue", 2]}, [
        [do("q", "put", 3), do("q", "put", 1), do("q", "put", 2)], [turns(2), do("q", "get"), do("q", "get")]]),
    ("Semaphore", {"s": ["Semaphore", 1]}, [
        [["with", "s", [turns(2)]]], [["with", "s", [turns(1)]]], [["with", "s", [["text", "s"]]], ["text", "s"]]]),
    ("Semaphore", {"s": ["Semaphore", 2]}, [
        [["with", "s", [turns(1)]]], [["with", "s", [turns(3)]], ["with", "s", []]],
        [["with", "s", [turns(1)]]], [turns(1), ["with", "s", [call("s", "locked")]]]]),
    ("Semaphore", {"s": ["Semaphore", 0]}, [
        [do("s", "acquire")], [do("s", "acquire")], [do("s", "acquire"), ["text", "s"]],
        [turns(2), call("s", "release"), call("s", "release"), do("s", "acquire"), ["text", "s"]]]),
    ("Semaphore", {"s": ["BoundedSemaphore", 1]}, [
        [["with", "s", [turns(2)]], attempt([call("s", "release")])], [do("s", "acquire"), call("s", "release")]]),
    ("Lock", {"l": ["Lock"]}, [
        [["with", "l", [turns(2)]]], [["with", "l", [turns(1)]]], [["with", "l", [["text", "l"]]], ["text", "l"]]]),
    ("Lock", {"l": ["Lock"]}, [
        [do("l", "acquire"), turns(2), call("l", "release"), do("l", "acquire"), call("l", "release"),
         attempt([call("l", "release")])],
        [do("l", "acquire"), turns(1), call("l", "release")],
        [turns(3), do("l", "acquire"), call("l", "release")]]),
    ("Lock", {"l": ["Lock"]}, [
        [attempt([["with", "l", [turns(3)]]]), ["with", "l", [turns(1)]]],
        [attempt([["with", "l", [turns(3)]]]), ["with", "l", [turns(1)]]],
        [attempt([["timeout", 1.5, [["with", "l", [["sleep", 4]]]]]]), ["text", "l"]]]),
    ("Event", {"e": ["Event"]}, [
        [do("e", "wait"), call("e", "is_set")], [do("e", "wait"), call("e", "clear"), do("e", "wait")],
        [turns(2), ["text", "e"], call("e", "set"), ["text", "e"], turns(1), do("e", "wait")]]),
    ("Event", {"e": ["Event"]}, [
        [do("e", "wait")], [turns(2), call("e", "set"), call("e", "clear"), do("e", "wait"), ["text", "e"]],
        [turns(4), call("e", "set")]]),
    ("Condition", {"c": ["Condition"]}, [
        [["with", "c", [do("c", "wait"), turns(1)]]], [["with", "c", [do("c", "wait")]]],
        [turns(1), ["with", "c", [call("c", "notify"), turns(1), call("c", "notify", 1), ["text", "c"]]]]]),
    ("Condition", {"c": ["Condition"]}, [
        [["with", "c", [do("c", "wait_for", 2)]]], [["with", "c", [do("c", "wait_for", 1)]]],
        [["with", "c", [["count", 1], call("c", "notify_all"), turns(1)]], turns(1),
         ["with", "c", [["count", 1], call("c", "notify_all")]]]]),
    ("Condition", {"c": ["Condition"]}, [
        [attempt([do("c", "wait")]), attempt([call("c", "notify")]), ["with", "c", [attempt([do("c", "wait")])]]],
        [["with", "c", [attempt([do("c", "wait")], [turns(2)])]]],
        [turns(2), ["with", "c", [call("c", "notify", 1), turns(2)]], ["with", "c", [turns(1)]]]]),
    ("Barrier", {"b": ["Barrier", 2]}, [
        [do("b", "wait"), do("b", "wait")], [do("b", "wait"), ["text", "b"]], [turns(1), do("b", "wait")],
        [turns(2), call("b", "n_waiting"), call("b", "parties")]]),
    ("Barrier", {"b": ["Barrier", 3]}, [
        [attempt([do("b", "wait")]), do("b", "wait")], [attempt([do("b", "wait")]), do("b", "wait")],
        [turns(2), do("b", "reset"), turns(1), do("b", "wait"), ["text", "b"]]]),
    ("Barrier", {"b": ["Barrier", 3]}, [
        [attempt([do("b", "wait")]), attempt([do("b", "wait")])], [attempt([do("b", "wait")])],
        [turns(2), do("b", "abort"), ["text", "b"], attempt([do("b", "wait")]), do("b", "reset"),
         call("b", "broken")]]),
    ("asCompleted", {}, [
        [["sleep", 3], turns(1)], [["sleep", 1]], [["sleep", 2], ["raise", "a"]],
        [attempt([["completed", [0, 1, 2], None]]), turns(1)]]),
    ("asCompleted", {}, [
        [["sleep", 3]], [["sleep", 1]], [attempt([["completed", [0, 1], 2]]), turns(1)]]),
    ("asCompleted", {}, [
        [turns(1)], [turns(3)], [turns(2)], [turns(2), ["completed", [0, 1, 2], 5], ["completed", [], None]]]),
]


def cancelled(scenario):
    """The scenario as it is, and with each of its tasks cancelled in each turn, early or late in it."""
    of, objects, tasks = scenario
    yield {"of": of, "objects": objects, "tasks": tasks}
    victims = range(len(tasks) + sum(json.dumps(body).count('"spawn"') for body in tasks))
    for victim, turn, first in itertools.product(victims, range(8), [True, False]):
        if victim >= len(tasks):
            number = victim + (0 if first else 1)
        else:
            number = victim + (1 if first else 0)
        canceller = [["turns", turn], ["cancel", number, f"turn {turn}" if turn % 2 else None]]
        shifted = shift(tasks, 1) if first else tasks
        yield {"of": of, "objects": objects, "tasks": [canceller, *shifted] if first else [*tasks, canceller]}


def shift(tasks, by):
    """With the numbers of tasks as they are behind so many others."""
    def shifted(statement):
        match statement:
            case ["completed", numbers, seconds]:
                return ["completed", [number + by for number in numbers], seconds]
            case list():
                return [shifted(part) for part in statement]
        return statement
    return shifted(tasks)


# ---- programs by lot

class Author:
    """Writes programs on one subject."""

    SUBJECTS = ["TaskGroup", "Queue", "Semaphore", "Lock", "Event", "Condition", "Barrier", "asCompleted"]

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.of = self.SUBJECTS[seed % len(self.SUBJECTS)]

    def program(self):
        self.value = 0
        self.groups = 0
        self.objects = {}
        match self.of:
            case "Queue":
                kind = self.random.choice(["Queue", "Queue", "LifoQueue", "PriorityQueue"])
                self.objects["x"] = [kind, self.random.choice([0, 1, 1, 2])]
            case "Semaphore":
                self.objects["x"] = [self.random.choice(["Semaphore", "BoundedSemaphore"]), self.random.randint(0, 3)]
            case "Barrier":
                self.objects["x"] = ["Barrier", self.random.randint(1, 3)]
            case "Lock" | "Event" | "Condition":
                self.objects["x"] = [self.of]
        self.count = self.random.randint(2, 5)
        tasks = [self.body(3) for _ in range(self.count)]
        if self.of == "TaskGroup":
            tasks[0] = [["group", [*tasks[0], ["spawn", 0, self.body(1)], ["spawn", 0, self.body(1)]]], turns(1)]
        elif self.of == "asCompleted":
            sleeps = [[["sleep", self.delay()] if self.random.random() < 0.7 else turns(1), *self.body(1)]
                      for _ in range(self.count)]
            limit = self.delay() if self.random.random() < 0.4 else None
            numbers = self.random.sample(range(self.count), self.random.randint(1, self.count))
            tasks = sleeps + [[attempt([["completed", numbers, limit]]), turns(1)]]
        return {"of": self.of, "objects": self.objects, "tasks": tasks}

    def delay(self):
        return self.random.randint(10_000, 99_999)  # so many, that no two will be due at once

    def next_value(self):
        self.value += 1
        return self.value

    def body(self, depth):
        return [self.statement(depth) for _ in range(self.random.randint(1, 3))]

    def statement(self, depth):
        choose = self.random.random()
        if depth > 0 and choose < 0.15:
            kinds = self.random.sample(["cancelled", "A", "group", "any"], self.random.randint(0, 2))
            handlers = [[kind, self.body(depth - 1)] for kind in kinds]
            last = self.body(depth - 1) if not handlers or self.random.random() < 0.4 else None
            return ["try", self.body(depth - 1), handlers, last]
        if choose < 0.28:
            return turns(self.random.randint(1, 3))
        if choose < 0.38:
            return ["cancel", self.random.randrange(self.count + (2 if self.of == "TaskGroup" else 0)),
                    self.random.choice([None, "m"])]
        if choose < 0.42:
            return ["raise", f"r{self.next_value()}"]
        if choose < 0.46:
            return self.random.choice([["cancelling"], ["uncancel"]])
        if depth > 0 and choose < 0.50:
            return ["timeout", self.delay(), self.body(depth - 1)]
        if choose < 0.54:
            return ["sleep", self.delay()]
        return self.about(depth)

    def about(self, depth):
        if self.of in ("Semaphore", "Lock", "Condition") and depth > 0 and self.random.random() < 0.4:
            return ["with", "x", self.body(depth - 1)]
        match self.of:
            case "TaskGroup":
                if depth > 0 and self.random.random() < 0.3:
                    self.groups += 1
                    return ["group", self.body(depth - 1)]
                if self.random.random() < 0.05:
                    return ["enter", self.random.randint(0, self.groups)]
                return ["spawn", self.random.randint(0, self.groups), self.body(depth - 1) if depth > 0 else [turns(2)]]
            case "Queue":
                return self.random.choice([
                    do("x", "put", self.next_value()), do("x", "put", self.next_value()), do("x", "get"),
                    do("x", "get"), call("x", "put_nowait", self.next_value()), call("x", "get_nowait"),
                    call("x", "task_done"), do("x", "join"), call("x", "qsize"), call("x", "full"), call("x", "empty"),
                    ["text", "x"] if self.objects["x"][0] == "Queue" else call("x", "qsize"),
                    call("x", "shutdown", self.random.random() < 0.4)])
            case "Semaphore":
                return self.random.choice([
                    do("x", "acquire"), call("x", "release"), call("x", "release"), call("x", "locked"), ["text", "x"]])
            case "Lock":
                return self.random.choice([do("x", "acquire"), call("x", "release"), call("x", "locked"), ["text", "x"]])
            case "Event":
                return self.random.choice([
                    do("x", "wait"), do("x", "wait"), call("x", "set"), call("x", "clear"), call("x", "is_set"),
                    ["text", "x"]])
            case "Condition":
                return self.random.choice([
                    do("x", "wait"), do("x", "wait_for", self.random.randint(1, 3)), call("x", "notify", 1),
                    call("x", "notify", 2), call("x", "notify_all"), ["count", 1], do("x", "acquire"),
                    call("x", "release"), ["text", "x"]])
            case "Barrier":
                return self.random.choice([
                    do("x", "wait"), do("x", "wait"), do("x", "wait"), do("x", "reset"), do("x", "abort"),
                    call("x", "n_waiting"), call("x", "broken"), ["text", "x"]])
        return turns(1)


def main(count):
    assert sys.version_info[:2] == (3, 13), "the promises are those of CPython 3.13"
    sys.unraisablehook = lambda unraisable: None  # coroutines that are left when a program is over
    programs = [program for scenario in SCENARIOS for program in cancelled(scenario)]
    programs += [Author(seed).program() for seed in range(count)]
    for number, program in enumerate(programs):
        trace = Run(program).result()
        assert trace is not None, f"program {number} is too long, and leaving it out would go unseen"
        print(json.dumps(program | {"trace": trace}, separators=(",", ":")))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 1600)
