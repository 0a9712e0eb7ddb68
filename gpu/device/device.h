// What this computer draws with: GPUs, processor, memory. Nothing here is assumed to be there.
#pragma once

#include "core/base/task.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <optional>

namespace ain {

namespace errors {
/// args: what (library: no NVIDIA driver here; symbol; init; count); detail: the code of NVML
inline constexpr ErrorCode DeviceNvml{"device.nvml"};
inline constexpr ErrorCode DeviceBusy{"device.busy"}; ///< a benchmark runs already
} // namespace errors

namespace device {

struct GpuProcess {
    qint64 pid = 0;
    std::optional<qint64> bytes = {}; ///< of VRAM
    std::optional<int> smPercent = {}; ///< of the multiprocessors, lately
    bool draws = false; ///< it uses the card for graphics, not for computing
};

/// What the driver does not tell is empty.
struct Gpu {
    QString name;
    QString driver; ///< "550.54.14"
    QString pciId; ///< "00000000:01:00.0"
    int computeMajor = 0, computeMinor = 0; ///< CUDA compute capability; 0.0 when not told
    qint64 totalBytes = 0, freeBytes = 0;
    std::optional<int> temperatureC;
    std::optional<double> powerW, powerLimitW;
    std::optional<int> utilisation; ///< percent
    QList<GpuProcess> processes; ///< at most 256
};

struct Cpu {
    QString name;
    int cores = 0; ///< physical; 0: not told
    int threads = 0; ///< that this process may use, by affinity and cgroup quota
    QStringList features; ///< of sse4_2, avx, avx2, fma, f16c, avx512f, avx512bw, avx512vnni, avx512_bf16, amx_tile …
};

struct Memory {
    qint64 totalBytes = 0; ///< of the machine, or what its cgroup leaves of it
    qint64 freeBytes = 0; ///< can be had without swapping
    bool isLimited = false; ///< by a cgroup
};

struct DeviceReport {
    QList<Gpu> gpus;
    std::optional<Error> gpuError; ///< why there are no figures of GPUs
    Cpu cpu;
    Memory memory;
};

enum class Backend { Cpu, Cuda };

/// What our kernels reached; the best of some rounds.
struct Benchmark {
    Backend backend = Backend::Cpu;
    QString device; ///< name of the GPU or CPU
    int threads = 0; ///< CPU only
    double matmulF32 = 0, matmulF16 = 0, conv3x3 = 0; ///< GFLOP/s
    double bandwidth = 0; ///< GB/s read and written
    double seconds = 0; ///< it took
};

struct Seconds {
    double low = 0, high = 0;
};

/// How long one picture takes, or nothing when the family is not known or nothing was measured. Work per step by family
/// from their shapes, over a share of what the kernels reached; the share is calibrated for SD 1.x on CPUs and a wide
/// guess elsewhere (docs/models.md). Loading is not in it.
[[nodiscard]] std::optional<Seconds> estimate(const Benchmark &benchmark, QStringView family, int width, int height,
                                              int steps, bool guided = true);

struct ProbePaths {
    QString nvml = QStringLiteral("libnvidia-ml.so.1");
    QString proc = QStringLiteral("/proc");
    QString cgroup = QStringLiteral("/sys/fs/cgroup");
    QString cpus = QStringLiteral("/sys/devices/system/cpu");
};

/// Blocking readers; thread: any.
[[nodiscard]] Cpu readCpu(const ProbePaths &paths = {});
[[nodiscard]] Memory readMemory(const ProbePaths &paths = {});

struct BenchmarkOptions {
    double seconds = 40; ///< for all four kernels together, at most 60
    int threads = 0; ///< 0: all that may be used
};

/// Thread: the one it lives in; the work is done in `pool`, which outlives it.
class DeviceProbe : public QObject {
    Q_OBJECT
public:
    explicit DeviceProbe(QThreadPool &pool, ProbePaths paths = {});
    ~DeviceProbe() override;

    Task<DeviceReport> read();
    /// On CUDA where it was built in and a device is there, else on the CPU. errors::DeviceBusy, Cancelled.
    Task<Benchmark> benchmark(BenchmarkOptions options = {});
    void cancelBenchmark();

Q_SIGNALS:
    void benchmarkProgress(double share); ///< 0 to 1

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace device
} // namespace ain
