// What library.cpp and nolibrary.cpp share: the engine with nothing but the built-in model.
#include "gpu/engine/program/library.h"

namespace ain::engine {

using namespace Qt::StringLiterals;

void describeBare(HelloEvent &hello, const MemoryMeter &memory)
{
    hello.backend = u"cpu"_s;
    hello.devices = {
        {.name = u"CPU"_s, .kind = u"cpu"_s, .totalBytes = memory.totalBytes(), .freeBytes = memory.freeBytes()}};
}

} // namespace ain::engine
