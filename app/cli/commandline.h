// From argv to a command, and help out of the same table.
#pragma once

#include "app/cli/command.h"
#include "app/cli/session.h"

namespace ain::cli {

struct CommandLine {
    GlobalOptions global;
    bool wantsHelp = false;
    bool wantsVersion = false;
    bool wantsManPage = false;
    const Command *command = nullptr; ///< null: none was named
    Invocation invocation;
};

/// `arguments` without the program's name. Options may stand anywhere; "--" ends them.
[[nodiscard]] Result<CommandLine> parseCommandLine(const QStringList &arguments, const QList<Command> &commands);

[[nodiscard]] QString overviewHelp(const QList<Command> &commands);
[[nodiscard]] QString commandHelp(const Command &command);
/// The reference part of the manual page in roff, in the language that is set: options and commands (installers/man).
[[nodiscard]] QString manPage(const QList<Command> &commands);

/// For people: objects as "key  value" lines, lists of objects as blocks.
[[nodiscard]] QString renderText(const json::Value &value);

} // namespace ain::cli
