#include "gpu/engine/program/confinement.h"

#include "gpu/engine/program/landlock.h"
#include "gpu/engine/program/syscallfilter.h"

#include <csignal>
#include <cstdlib>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace ain::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr rlim_t MaxDescriptorsOpen = 256;
constexpr int NetworkAbi = 4; // the first Landlock that knows TCP

// What the drivers of NVIDIA's GPUs and the Vulkan loader open while they work, found by watching them.
const QStringList DriverReadable = {
    u"/proc/driver/nvidia"_s,
    u"/proc/self"_s,
    u"/proc/devices"_s,
    u"/proc/modules"_s,
    u"/proc/cpuinfo"_s,
    u"/proc/meminfo"_s,
    u"/proc/version"_s,
    u"/sys/devices"_s,
    u"/sys/bus/pci"_s,
    u"/sys/module"_s,
    u"/sys/class"_s,
    u"/usr/lib"_s,
    u"/usr/local/cuda"_s,
    u"/usr/share/nvidia"_s,
    u"/usr/share/vulkan"_s,
    u"/lib"_s,
    u"/lib64"_s,
    u"/etc/ld.so.cache"_s,
    u"/etc/vulkan"_s,
    u"/etc/nvidia"_s,
};
const QStringList DriverWritable = {
    u"/dev/nvidia0"_s,
    u"/dev/nvidia1"_s,
    u"/dev/nvidia2"_s,
    u"/dev/nvidia3"_s,
    u"/dev/nvidia4"_s,
    u"/dev/nvidia5"_s,
    u"/dev/nvidia6"_s,
    u"/dev/nvidia7"_s,
    u"/dev/nvidiactl"_s,
    u"/dev/nvidia-uvm"_s,
    u"/dev/nvidia-uvm-tools"_s,
    u"/dev/nvidia-modeset"_s,
    u"/dev/nvidia-caps"_s,
    u"/dev/dri"_s,
    u"/dev/null"_s,
};

bool limit(__rlimit_resource resource, rlim_t value)
{
    const rlimit both{.rlim_cur = value, .rlim_max = value};
    return ::setrlimit(resource, &both) == 0;
}

/// Nothing of the parent's environment is needed here; some of it changes how libraries behave.
void emptyEnvironment(const ConfinementPlan &plan)
{
    const QByteArray devices = qgetenv("CUDA_VISIBLE_DEVICES");
    ::clearenv();
    qputenv("GGML_NO_BACKTRACE", "1"); // an abort would start a debugger
    qputenv("LC_ALL", "C.UTF-8");
    if (plan.hasDevices && !devices.isEmpty())
        qputenv("CUDA_VISIBLE_DEVICES", devices);
    if (plan.temporary.isEmpty())
        qputenv("CUDA_CACHE_DISABLE", "1");
    else
        qputenv("CUDA_CACHE_PATH", plan.temporary.toLocal8Bit());
}

} // namespace

Confinement confine(const ConfinementPlan &plan)
{
    Confinement state;
    const auto require = [&state](bool isDone, const QString &what) {
        if (!isDone)
            state.missing.append(what);
        return isDone;
    };
    emptyEnvironment(plan);
    ::umask(0077);
    require(::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0, u"parent death signal"_s);
    require(::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0, u"dumpable"_s);
    require(limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, MaxDescriptorsOpen), u"limits"_s);
    if (plan.memoryBytes > 0 && !plan.hasDevices) // drivers reserve far more address space than memory
        require(limit(RLIMIT_AS, rlim_t(plan.memoryBytes)), u"memory limit"_s);
    state.noNewPrivs = require(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, u"no_new_privs"_s);

    LandlockRules rules{.readable = plan.readable};
    if (!plan.temporary.isEmpty())
        rules.writable.append(plan.temporary);
    if (plan.hasDevices) {
        rules.readable += DriverReadable;
        rules.writable += DriverWritable;
    }
    state.landlockAbi = landlockAbi();
    state.landlock = require(applyLandlock(rules), u"landlock"_s);
    state.seccomp = require(applySyscallFilter(plan.hasDevices), u"seccomp"_s);
    state.noNetwork = state.seccomp || (state.landlock && state.landlockAbi >= NetworkAbi);
    return state;
}

} // namespace ain::engine
