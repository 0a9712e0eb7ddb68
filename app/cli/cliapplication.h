// Runs one command line to its end.
#pragma once

#include "core/base/error.h"

#include <QStringList>

namespace ain::cli {

/// The language of --lang, or Korean where the environment asks for it (LC_ALL, LC_MESSAGES, LANG).
void installTranslation(const QStringList &arguments);
/// To standard error in words, or to standard output as {"error":{"code","message"}}.
void printError(const Error &error, bool asJson);
/// The exit code: 0 on success, 1 when the command failed, 2 when the line was wrong.
[[nodiscard]] int runCommandLine(const QStringList &arguments);

} // namespace ain::cli
