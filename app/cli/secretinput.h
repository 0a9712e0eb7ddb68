// Secrets from files, descriptors and the terminal; never from arguments.
#pragma once

#include "core/base/result.h"
#include "core/base/secretbytes.h"

#include <QString>

namespace ain::cli {

/// The content without one line end at its end; at most 64 KiB.
[[nodiscard]] Result<SecretBytes> readSecretFile(const QString &path);
[[nodiscard]] Result<SecretBytes> readSecretDescriptor(int descriptor);
/// Asks at the controlling terminal without echo; errors::CliPassword when there is none.
[[nodiscard]] Result<SecretBytes> askSecret(const QString &prompt);

} // namespace ain::cli
