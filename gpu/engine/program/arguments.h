// The command line of ain-engine.
#pragma once

#include "core/base/result.h"

#include <QStringList>

#include <span>

namespace ain::engine {

struct Arguments {
    int fd = -1; ///< --fd N: the connected socket
    int threads = 0; ///< --threads N; 0: as many as there are cores
    bool isCpuOnly = false; ///< --backend cpu
    QStringList readable = {}; ///< --models FOLDER, --read FILE: all that can be opened later
    QString temporary = {}; ///< --temp FOLDER: the only place that can be written (compute caches of GPU drivers)
    qint64 memoryBytes = 0; ///< --memory BYTES: bound of the address space; 0: none. CPU only
    bool isSelfTest = false; ///< --self-test
    bool isConfinementTest = false; ///< --confinement-test
};

[[nodiscard]] Result<Arguments> parseArguments(std::span<char *const> words);

} // namespace ain::engine
