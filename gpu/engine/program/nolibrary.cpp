// In place of library.cpp when the program was built without stable-diffusion.cpp.
#include "gpu/engine/program/library.h"

#include "gpu/engine/protocol/errors.h"

namespace ain::engine {

using namespace Qt::StringLiterals;

Result<> libraryState() { return failure(errors::EngineMissing); }
bool hasDeviceBackend() { return false; }

void describeLibrary(HelloEvent &hello, const Arguments & /*arguments*/, int threads, const MemoryMeter & /*memory*/)
{
    hello.build = u"none"_s;
    hello.backend = u"none"_s;
    hello.threads = threads;
}

std::vector<std::unique_ptr<Painter>> makePainters(const HelloEvent & /*hello*/, int /*threads*/) { return {}; }

bool isLibraryRight(int /*threads*/) { return false; }

} // namespace ain::engine
