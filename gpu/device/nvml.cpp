#include "gpu/device/nvml.h"

#include <QFile>

#include <dlfcn.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <memory>
#include <vector>

namespace ain::device {

using namespace Qt::StringLiterals;

namespace {

// Our own declarations of what is used, after NVIDIA's documented interface, whose layouts are kept for ever under
// their versioned names.
using Handle = void *;

struct MemoryInfo {
    unsigned long long total, free, used;
};
struct Utilization {
    unsigned int gpu, memory;
};
struct PciInfo {
    char busIdLegacy[16];
    unsigned int domain, bus, device, pciDeviceId, pciSubSystemId;
    char busId[32];
};
struct ProcessInfo {
    unsigned int pid;
    unsigned long long usedGpuMemory; ///< all ones: not told
    unsigned int gpuInstanceId, computeInstanceId;
};

struct UtilizationSample {
    unsigned int pid;
    unsigned long long timeStamp; ///< in microseconds since 1970
    unsigned int sm, memory, encoder, decoder;
};

constexpr int Success = 0;
constexpr int InsufficientSize = 7;
constexpr unsigned int TemperatureOfGpu = 0;
constexpr unsigned int MostGpus = 64;
constexpr unsigned int MostProcesses = 256;

struct CloseLibrary {
    void operator()(void *library) const { dlclose(library); }
};

/// The functions by name; a missing one is null and what it would tell stays empty.
class Nvml {
public:
    [[nodiscard]] static Result<std::unique_ptr<Nvml>> load(const QString &library)
    {
        std::unique_ptr<Nvml> nvml(new Nvml);
        nvml->m_library.reset(dlopen(QFile::encodeName(library).constData(), RTLD_NOW | RTLD_LOCAL));
        if (!nvml->m_library)
            return failure(errors::DeviceNvml, {{u"what"_s, u"library"_s}});
        nvml->find(nvml->init, "nvmlInit_v2");
        nvml->find(nvml->shutdown, "nvmlShutdown");
        nvml->find(nvml->driverVersion, "nvmlSystemGetDriverVersion");
        nvml->find(nvml->count, "nvmlDeviceGetCount_v2");
        nvml->find(nvml->byIndex, "nvmlDeviceGetHandleByIndex_v2");
        nvml->find(nvml->name, "nvmlDeviceGetName");
        nvml->find(nvml->memory, "nvmlDeviceGetMemoryInfo");
        nvml->find(nvml->pci, "nvmlDeviceGetPciInfo_v3");
        nvml->find(nvml->capability, "nvmlDeviceGetCudaComputeCapability");
        nvml->find(nvml->temperature, "nvmlDeviceGetTemperature");
        nvml->find(nvml->power, "nvmlDeviceGetPowerUsage");
        nvml->find(nvml->powerLimit, "nvmlDeviceGetEnforcedPowerLimit");
        nvml->find(nvml->utilization, "nvmlDeviceGetUtilizationRates");
        nvml->find(nvml->computing, "nvmlDeviceGetComputeRunningProcesses_v3");
        nvml->find(nvml->drawing, "nvmlDeviceGetGraphicsRunningProcesses_v3");
        nvml->find(nvml->sampled, "nvmlDeviceGetProcessUtilization");
        if (nvml->init == nullptr || nvml->shutdown == nullptr || nvml->count == nullptr || nvml->byIndex == nullptr)
            return failure(errors::DeviceNvml, {{u"what"_s, u"symbol"_s}});
        if (const int code = nvml->init(); code != Success)
            return failure(errors::DeviceNvml, {{u"what"_s, u"init"_s}}, u"NVML %1"_s.arg(code));
        nvml->m_isOpen = true;
        return nvml;
    }
    Nvml(const Nvml &) = delete;
    Nvml &operator=(const Nvml &) = delete;
    ~Nvml()
    {
        if (m_isOpen)
            shutdown();
    }

    int (*init)() = nullptr;
    int (*shutdown)() = nullptr;
    int (*driverVersion)(char *, unsigned int) = nullptr;
    int (*count)(unsigned int *) = nullptr;
    int (*byIndex)(unsigned int, Handle *) = nullptr;
    int (*name)(Handle, char *, unsigned int) = nullptr;
    int (*memory)(Handle, MemoryInfo *) = nullptr;
    int (*pci)(Handle, PciInfo *) = nullptr;
    int (*capability)(Handle, int *, int *) = nullptr;
    int (*temperature)(Handle, unsigned int, unsigned int *) = nullptr;
    int (*power)(Handle, unsigned int *) = nullptr;
    int (*powerLimit)(Handle, unsigned int *) = nullptr;
    int (*utilization)(Handle, Utilization *) = nullptr;
    int (*computing)(Handle, unsigned int *, ProcessInfo *) = nullptr;
    int (*drawing)(Handle, unsigned int *, ProcessInfo *) = nullptr;
    int (*sampled)(Handle, UtilizationSample *, unsigned int *, unsigned long long) = nullptr;

private:
    Nvml() = default;
    template<typename Function>
    void find(Function &function, const char *symbol)
    {
        function = reinterpret_cast<Function>(dlsym(m_library.get(), symbol));
    }

    std::unique_ptr<void, CloseLibrary> m_library;
    bool m_isOpen = false;
};

/// A text that the library wrote into a buffer of ours, whether or not it ended it.
template<std::size_t Size>
QString textOf(const std::array<char, Size> &buffer)
{
    const auto end = std::find(buffer.begin(), buffer.end(), '\0');
    return QString::fromUtf8(buffer.data(), end - buffer.begin()).simplified();
}

void addProcesses(Gpu &gpu, Handle handle, int (*list)(Handle, unsigned int *, ProcessInfo *), bool draws)
{
    if (list == nullptr)
        return;
    std::vector<ProcessInfo> infos(MostProcesses);
    unsigned int count = MostProcesses;
    const int code = list(handle, &count, infos.data());
    if (code != Success && code != InsufficientSize)
        return;
    count = std::min(count, MostProcesses);
    for (unsigned int i = 0; code == Success && i < count && gpu.processes.size() < qsizetype(MostProcesses); ++i) {
        GpuProcess process;
        process.pid = infos[i].pid;
        process.draws = draws;
        if (infos[i].usedGpuMemory <= quint64(gpu.totalBytes))
            process.bytes = qint64(infos[i].usedGpuMemory);
        gpu.processes += process;
    }
}

/// Who computed how much within the last seconds. A process without a sample computed nothing, or is not told.
void addSamples(Gpu &gpu, const Nvml &nvml, Handle handle)
{
    if (nvml.sampled == nullptr || gpu.processes.isEmpty())
        return;
    constexpr unsigned long long Microseconds = 1'000'000;
    constexpr unsigned long long LatelyS = 3;
    std::vector<UtilizationSample> samples(MostProcesses);
    unsigned int count = MostProcesses;
    const unsigned long long since = (static_cast<unsigned long long>(std::time(nullptr)) - LatelyS) * Microseconds;
    if (nvml.sampled(handle, samples.data(), &count, since) != Success)
        return;
    samples.resize(std::min(count, MostProcesses));
    for (GpuProcess &process : gpu.processes) {
        for (const UtilizationSample &sample : samples) {
            if (qint64(sample.pid) == process.pid && sample.timeStamp >= since)
                process.smPercent = std::max(process.smPercent.value_or(0), int(std::min(sample.sm, 100U)));
        }
    }
}

Gpu readGpu(const Nvml &nvml, Handle handle)
{
    Gpu gpu;
    std::array<char, 96> name{};
    if (nvml.name != nullptr && nvml.name(handle, name.data(), unsigned(name.size())) == Success)
        gpu.name = textOf(name);
    MemoryInfo memory{};
    if (nvml.memory != nullptr && nvml.memory(handle, &memory) == Success) {
        gpu.totalBytes = qint64(std::min(memory.total, 1ULL << 50));
        gpu.freeBytes = qint64(std::min(memory.free, quint64(gpu.totalBytes) * 1ULL));
    }
    PciInfo pci{};
    if (nvml.pci != nullptr && nvml.pci(handle, &pci) == Success) {
        std::array<char, sizeof(pci.busId)> id{};
        std::copy(std::begin(pci.busId), std::end(pci.busId), id.begin());
        gpu.pciId = textOf(id);
    }
    int major = 0;
    int minor = 0;
    if (nvml.capability != nullptr && nvml.capability(handle, &major, &minor) == Success) {
        gpu.computeMajor = major;
        gpu.computeMinor = minor;
    }
    unsigned int value = 0;
    if (nvml.temperature != nullptr && nvml.temperature(handle, TemperatureOfGpu, &value) == Success)
        gpu.temperatureC = int(std::min(value, 1000U));
    if (nvml.power != nullptr && nvml.power(handle, &value) == Success)
        gpu.powerW = value / 1000.0;
    if (nvml.powerLimit != nullptr && nvml.powerLimit(handle, &value) == Success)
        gpu.powerLimitW = value / 1000.0;
    Utilization utilization{};
    if (nvml.utilization != nullptr && nvml.utilization(handle, &utilization) == Success)
        gpu.utilisation = int(std::min(utilization.gpu, 100U));
    addProcesses(gpu, handle, nvml.computing, false);
    addProcesses(gpu, handle, nvml.drawing, true);
    addSamples(gpu, nvml, handle);
    return gpu;
}

} // namespace

Result<QList<Gpu>> readNvml(const QString &library)
{
    const auto nvml = Nvml::load(library);
    if (!nvml)
        return failure(nvml.error());
    const Nvml &api = **nvml;
    unsigned int count = 0;
    if (const int code = api.count(&count); code != Success)
        return failure(errors::DeviceNvml, {{u"what"_s, u"count"_s}}, u"NVML %1"_s.arg(code));
    QString driver;
    std::array<char, 96> version{};
    if (api.driverVersion != nullptr && api.driverVersion(version.data(), unsigned(version.size())) == Success)
        driver = textOf(version);
    QList<Gpu> gpus;
    for (unsigned int i = 0; i < std::min(count, MostGpus); ++i) {
        Handle handle = nullptr;
        if (api.byIndex(i, &handle) != Success)
            continue; // one that fell off the bus does not hide the others
        gpus += readGpu(api, handle);
        gpus.last().driver = driver;
    }
    return gpus;
}

} // namespace ain::device
