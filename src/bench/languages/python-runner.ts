/**
 * Runs test files with unittest, or with pytest where they are written for it, and writes what it counted. The
 * nonce is read and removed before a solution is loaded, and the assertions are compared with what they
 * were: a solution that ends the process, or makes them say yes, leaves no report that is believed.
 */
export const pythonRunner = `import builtins
import importlib.util
import json
import os
import sys
import unittest

out, folder, tests = sys.argv[1], sys.argv[2], sys.argv[3:]
with open(os.path.join(out, "nonce")) as file:
    nonce = file.read()
os.unlink(os.path.join(out, "nonce"))
sys.argv = sys.argv[:1]
os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"


def source(test):
    with open(os.path.join(folder, test), encoding="utf-8") as file:
        return file.read()


try:
    pytest = __import__("pytest") if any("pytest" in source(test) for test in tests) else None
except ImportError:
    pytest = None

_exit, _open, _dump, _report = os._exit, open, json.dumps, os.path.join(out, "report.json")
sys.path.insert(0, folder)


class Watch:
    def __init__(self):
        self.ran, self.failed = set(), set()
        self.loaded = self.intact = True
        self.before = self.state()

    def state(self):
        return (
            dict(vars(unittest.TestCase)),
            {name: value for name, value in vars(builtins).items() if name != "_"},
        )

    def look(self):
        if not self.intact:
            return
        for one, other in zip(self.before, self.state()):
            if one.keys() != other.keys() or any(one[name] is not other[name] for name in one):
                self.intact = False

    def pytest_collectreport(self, report):
        if report.failed:
            self.loaded = False
        self.look()

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.failed.add(report.nodeid)
        if report.when == "call" and not report.skipped:
            self.ran.add(report.nodeid)
        if report.when == "teardown":
            self.look()


class Result(unittest.TextTestResult):
    watch = None

    def stopTest(self, test):
        super().stopTest(test)
        self.watch.look()


def with_pytest(watch):
    flags = ["-q", "--tb=short", "--no-header", "-p", "no:cacheprovider", "--import-mode=append"]
    paths = [os.path.join(folder, test) for test in tests]
    pytest.main([*flags, "--rootdir=" + folder, "-c", os.devnull, *paths], plugins=[watch])


def with_unittest(watch):
    Result.watch = watch
    suite = unittest.TestSuite()
    for test in tests:
        name = os.path.splitext(os.path.basename(test))[0]
        try:
            spec = importlib.util.spec_from_file_location(name, os.path.join(folder, test))
            module = importlib.util.module_from_spec(spec)
            sys.modules[name] = module
            spec.loader.exec_module(module)
            suite.addTests(unittest.defaultTestLoader.loadTestsFromModule(module))
        except BaseException:
            import traceback

            traceback.print_exc()
            watch.loaded = False
    watch.look()
    runner = unittest.TextTestRunner(stream=sys.stdout, resultclass=Result)
    result = runner.run(suite)
    bad = [*result.failures, *result.errors]
    watch.ran = set(range(result.testsRun - len(result.skipped)))
    watch.failed = {getattr(test, "test_case", test).id() for test, _ in bad}
    watch.failed |= {test.id() for test in result.unexpectedSuccesses}


def main():
    watch = Watch()
    try:
        (with_pytest if pytest else with_unittest)(watch)
    except BaseException as error:
        print("The tests were ended by", repr(error))
        watch.loaded = False
    watch.look()
    if not watch.loaded and not watch.ran:
        print("The solution could not be loaded.")
    sys.stdout.flush()
    sys.stderr.flush()
    with _open(_report, "w") as file:
        counted = {"nonce": nonce, "loaded": watch.loaded, "intact": watch.intact}
        file.write(_dump({**counted, "total": len(watch.ran), "failed": len(watch.failed)}))
    _exit(0)


main()
`;
