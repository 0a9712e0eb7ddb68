#include "gpu/engine/program/library.h"

#include "gpu/engine/minigraph/graphpredictor.h"
#include "gpu/engine/program/minipainter.h"
#include "gpu/engine/program/nopainter.h"
#include "gpu/engine/program/orders.h"
#include "gpu/engine/program/processor.h"
#include "gpu/engine/program/sdpainter.h"
#include "gpu/engine/program/speed.h"
#include "gpu/engine/protocol/errors.h"

namespace ain::engine {

using namespace Qt::StringLiterals;

Result<> libraryState()
{
    const QStringList missing = missingProcessorFeatures();
    if (!missing.isEmpty())
        return failure(errors::EngineProcessor, {{u"what"_s, missing.join(u", "_s)}});
    return {};
}

bool hasDeviceBackend()
{
#ifdef AIN_ENGINE_DEVICES
    return true;
#else
    return false;
#endif
}

void describeLibrary(HelloEvent &hello, const Arguments &arguments, int threads, const MemoryMeter &memory)
{
    hello.build = QStringLiteral(AIN_SD_BUILD);
    hello.threads = threads;
    hello.canCancel = true;
    if (!libraryState()) { // not one instruction of the library on a CPU that may not know it
        describeBare(hello, memory);
        return;
    }
    hello.samplers = samplerNames();
    hello.schedulers = schedulerNames();
    hello.precisions = precisionNames();
    hello.devices = listDevices(arguments.isCpuOnly);
    hello.backend = hello.devices.isEmpty() ? u"cpu"_s : hello.devices.front().kind;
    for (DeviceInfo &device : hello.devices) {
        if (device.kind == u"cpu" && device.totalBytes == 0) {
            device.totalBytes = memory.totalBytes();
            device.freeBytes = memory.freeBytes();
        }
    }
}

std::vector<std::unique_ptr<Painter>> makePainters(const HelloEvent &hello, int threads)
{
    std::vector<std::unique_ptr<Painter>> painters;
    const Result<> state = libraryState();
    if (!state) {
        painters.push_back(std::make_unique<NoPainter>(state.error()));
        painters.push_back(std::make_unique<MiniPainter>(threads));
        return painters;
    }
    const bool hasGpu = hello.backend != u"cpu";
    painters.push_back(std::make_unique<SdPainter>(threads, hasGpu));
    PredictorMaker maker;
    if (hasGpu)
        maker = [threads](const mini::Model &model) {
            return mini::GraphPredictor::make(model, mini::Device::Best, threads);
        };
    painters.push_back(std::make_unique<MiniPainter>(threads, std::move(maker)));
    return painters;
}

bool isLibraryRight(int threads) { return isArithmeticRight(threads); }

} // namespace ain::engine
