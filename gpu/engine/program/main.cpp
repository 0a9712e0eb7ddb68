// ain-engine: draws pictures for AIN Studio, in a process of its own that can reach nothing else (docs/engine.md).
#include "core/json/writer.h"
#include "gpu/engine/program/arguments.h"
#include "gpu/engine/program/attempts.h"
#include "gpu/engine/program/confinement.h"
#include "gpu/engine/program/library.h"
#include "gpu/engine/program/session.h"

#include <cstdio>
#include <thread>

using namespace ain;
using namespace ain::engine;
using namespace Qt::StringLiterals;

#if defined(__SANITIZE_ADDRESS__)
// The search for leaks starts a process that traces this one, which is what the cage is there to prevent.
extern "C" const char *__asan_default_options() { return "detect_leaks=0"; } // NOLINT(bugprone-reserved-identifier)
#endif

namespace {

enum ExitCode { Fine = 0, Failed = 1, Usage = 2 };

void print(const json::Object &object) { std::printf("%s\n", json::pretty(json::Value(object)).constData()); }

int selfTest(const HelloEvent &hello, int threads)
{
    const Result<> state = libraryState();
    const bool isRight = state && isLibraryRight(threads);
    json::Object report;
    report.set(u"build"_s, hello.build);
    report.set(u"backend"_s, hello.backend);
    report.set(u"arithmetic"_s, isRight);
    report.set(u"landlockAbi"_s, hello.confinement.landlockAbi);
    report.set(u"confined"_s, hello.confinement.missing.isEmpty());
    report.set(u"notConfined"_s, hello.confinement.missing.join(u", "_s));
    if (!state)
        report.set(u"problem"_s, state.error().code.toString() + u' ' + state.error().args.value(u"what"_s).toString());
    print(report);
    return isRight ? Fine : Failed;
}

} // namespace

int main(int argc, char **argv)
{
    const auto arguments = parseArguments(std::span(argv, std::size_t(argc)).subspan(1));
    if (!arguments) {
        (void)std::fprintf(
            stderr,
            "usage: ain-engine --fd N [--threads N] [--backend auto|cpu] [--models FOLDER]... [--read FILE]... "
            "[--temp FOLDER] [--memory BYTES]\n       ain-engine --self-test | --confinement-test\n");
        return Usage;
    }
    const int threads =
        arguments->threads > 0 ? arguments->threads : int(std::max(1U, std::thread::hardware_concurrency()));
    MemoryMeter memory;
    HelloEvent hello;
    hello.confinement = confine({.readable = arguments->readable,
                                 .temporary = arguments->temporary,
                                 .hasDevices = hasDeviceBackend() && !arguments->isCpuOnly,
                                 .memoryBytes = arguments->memoryBytes});
    if (arguments->isConfinementTest) {
        print(attemptToEscape());
        return Fine;
    }
    describeLibrary(hello, *arguments, threads, memory);
    if (arguments->isSelfTest)
        return selfTest(hello, threads);
    Session session(UniqueFd(arguments->fd), hello, makePainters(hello, threads), std::move(memory));
    return session.run();
}
