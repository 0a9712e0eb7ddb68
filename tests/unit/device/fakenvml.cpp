// A libnvidia-ml.so for tests: two GPUs, one that tells everything and one that tells nothing and whose name does not
// end. What it does is set by the environment variable FAKE_NVML: "fails", "many", or nothing.
#include <cstdlib>
#include <cstring>

namespace {

struct Memory {
    unsigned long long total, free, used;
};
struct Pci {
    char legacy[16];
    unsigned int domain, bus, device, id, subsystem;
    char bus32[32];
};
struct Process {
    unsigned int pid;
    unsigned long long bytes;
    unsigned int instance, compute;
};

struct Sample {
    unsigned int pid;
    unsigned long long timeStamp;
    unsigned int sm, memory, encoder, decoder;
};

bool mode(const char *name)
{
    const char *set = std::getenv("FAKE_NVML");
    return set != nullptr && std::strcmp(set, name) == 0;
}

int devices[2];
int users = 0;

bool isFirst(void *device) { return device == &devices[0]; }

} // namespace

extern "C" {

__attribute__((visibility("default"))) int nvmlInit_v2()
{
    ++users;
    return mode("fails") ? 9 : 0;
}
__attribute__((visibility("default"))) int nvmlShutdown() { return --users >= 0 ? 0 : 1; }
__attribute__((visibility("default"))) int nvmlSystemGetDriverVersion(char *text, unsigned int size)
{
    std::strncpy(text, "550.54.14", size);
    return 0;
}
__attribute__((visibility("default"))) int nvmlDeviceGetCount_v2(unsigned int *count)
{
    *count = mode("many") ? 4'000'000'000U : 2;
    return 0;
}
__attribute__((visibility("default"))) int nvmlDeviceGetHandleByIndex_v2(unsigned int index, void **device)
{
    *device = &devices[index % 2];
    return 0;
}
__attribute__((visibility("default"))) int nvmlDeviceGetName(void *device, char *text, unsigned int size)
{
    if (isFirst(device))
        std::strncpy(text, "NVIDIA Test 9000", size);
    else
        std::memset(text, 'x', size);
    return 0;
}
__attribute__((visibility("default"))) int nvmlDeviceGetMemoryInfo(void *device, Memory *memory)
{
    if (!isFirst(device))
        return 3;
    *memory = {24ULL << 30, 20ULL << 30, 4ULL << 30};
    return 0;
}
__attribute__((visibility("default"))) int nvmlDeviceGetPciInfo_v3(void *device, Pci *pci)
{
    if (!isFirst(device))
        return 3;
    std::strncpy(pci->bus32, "00000000:01:00.0", sizeof(pci->bus32));
    return 0;
}
__attribute__((visibility("default"))) int nvmlDeviceGetCudaComputeCapability(void * /*device*/, int *major, int *minor)
{
    *major = 8;
    *minor = 6;
    return 0;
}
__attribute__((visibility("default"))) int nvmlDeviceGetTemperature(void *device, unsigned int /*sensor*/,
                                                                    unsigned int *celsius)
{
    *celsius = 61;
    return isFirst(device) ? 0 : 3;
}
__attribute__((visibility("default"))) int nvmlDeviceGetPowerUsage(void *device, unsigned int *milliwatts)
{
    *milliwatts = 123'456;
    return isFirst(device) ? 0 : 3;
}
// nvmlDeviceGetEnforcedPowerLimit is left out on purpose: an older driver.
__attribute__((visibility("default"))) int nvmlDeviceGetUtilizationRates(void *device, unsigned int *rates)
{
    rates[0] = 97;
    rates[1] = 20;
    return isFirst(device) ? 0 : 3;
}
__attribute__((visibility("default"))) int nvmlDeviceGetComputeRunningProcesses_v3(void *device, unsigned int *count,
                                                                                   Process *processes)
{
    if (!isFirst(device)) {
        *count = 1'000'000; // claims more than it was given room for
        return 7;
    }
    *count = 2;
    processes[0] = {4242, 1ULL << 30, 0, 0};
    processes[1] = {4243, ~0ULL, 0, 0};
    return 0;
}
__attribute__((visibility("default"))) int
nvmlDeviceGetProcessUtilization(void *device, Sample *samples, unsigned int *count, unsigned long long since)
{
    if (!isFirst(device))
        return 6;
    *count = 3;
    samples[0] = {4242, since + 1, 7, 0, 0, 0};
    samples[1] = {4242, since + 2, 3, 0, 0, 0};
    samples[2] = {4243, since - 1, 90, 0, 0, 0}; // older than asked for
    return 0;
}
}
