// The end of every command that sends something.
#pragma once

#include "app/cli/command.h"
#include "core/wallet/wallet.h"

namespace ain::cli {

/// --dry-run: shows and discards; otherwise confirms, and waits until it is final unless --no-wait. A person at a
/// terminal is shown fee and explanation and asked first, unless --yes or --json; errors::Cancelled for a no.
/// `onSent` runs between sending and waiting: what must be remembered even if this process is killed while it waits.
Task<json::Value> confirmDraft(Session &session, wallet::Draft draft, Invocation invocation,
                               std::function<Task<>()> onSent = {});

/// Shows warnings; a person at a terminal is shown fee and explanation and asked. False: they said no, and the draft is
/// discarded.
[[nodiscard]] bool isAgreed(Session &session, const wallet::Draft &draft, const Invocation &invocation);

/// Whether somebody sits there to be asked: not with --yes or --json, nor in a script.
[[nodiscard]] bool isPersonAsked(const Session &session, const Invocation &invocation);
/// On standard error.
void tellPerson(const QString &text);
/// Asks and reads one line.
[[nodiscard]] bool personSaysYes(const QString &question);

/// The options of such a command.
[[nodiscard]] QList<Option> sendOptions();
/// Which of them contradict each other.
[[nodiscard]] QList<QStringList> sendConflicts();

} // namespace ain::cli
