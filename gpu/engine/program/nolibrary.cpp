// In place of library.cpp when the program was built without stable-diffusion.cpp.
#include "gpu/engine/program/library.h"

#include "gpu/engine/program/minipainter.h"
#include "gpu/engine/program/nopainter.h"
#include "gpu/engine/protocol/errors.h"

namespace ain::engine {

using namespace Qt::StringLiterals;

Result<> libraryState() { return failure(errors::EngineMissing); }
bool hasDeviceBackend() { return false; }

void describeLibrary(HelloEvent &hello, const Arguments & /*arguments*/, int threads, const MemoryMeter &memory)
{
    hello.build = u"ain-engine, built-in model only"_s;
    hello.threads = threads;
    hello.canCancel = true;
    describeBare(hello, memory);
}

std::vector<std::unique_ptr<Painter>> makePainters(const HelloEvent & /*hello*/, int threads)
{
    std::vector<std::unique_ptr<Painter>> painters;
    painters.push_back(std::make_unique<NoPainter>(Error{errors::EngineMissing}));
    painters.push_back(std::make_unique<MiniPainter>(threads));
    return painters;
}

bool isLibraryRight(int /*threads*/) { return false; }

} // namespace ain::engine
