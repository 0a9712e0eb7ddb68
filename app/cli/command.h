// What a command of ain-studio-cli is.
#pragma once

#include "core/base/task.h"
#include "core/json/value.h"

#include <QCoreApplication>
#include <QList>
#include <QMultiMap>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <functional>

namespace ain {

namespace errors {
inline constexpr ErrorCode CliUsage{"cli.usage"}; ///< args: what
inline constexpr ErrorCode CliPassword{"cli.password"}; ///< no password given
inline constexpr ErrorCode CliAppUnknown{"cli.app_unknown"}; ///< args: name
inline constexpr ErrorCode CliAppTaken{"cli.app_taken"}; ///< args: name
inline constexpr ErrorCode CliStakeTooSmall{"cli.stake_too_small"}; ///< less is staked; args: app, wanted, staked
inline constexpr ErrorCode CliRewardTooSmall{"cli.reward_too_small"}; ///< less is unclaimed; args: wanted, unclaimed
inline constexpr ErrorCode CliNotProven{"cli.not_proven"}; ///< --prove, and a node's word is all there is
inline constexpr ErrorCode CliAppsWord{"cli.apps_word"}; ///< --prove, and only the app's writers vouch for it
inline constexpr ErrorCode CliProofFile{"cli.proof_file"}; ///< args: path, reason
inline constexpr ErrorCode CliNoPhrase{"cli.no_phrase"}; ///< args: address
/// A licence forbids commercial use, and nobody said that this is known; args: model, licence
inline constexpr ErrorCode CliLicence{"cli.licence"};
/// The recipient of a payment is nobody's, or looks like another one; args: address
inline constexpr ErrorCode CliRecipientDanger{"cli.recipient_danger"};
inline constexpr ErrorCode CliNotSigned{"cli.not_signed"}; ///< no signature of this text by that address; args: address
inline constexpr ErrorCode TransactionUnknown{"wallet.transaction_unknown"}; ///< args: hash
} // namespace errors

namespace cli {

class Session;

/// The command line itself is wrong; `what` names the part.
[[nodiscard]] inline tl::unexpected<Error> usageError(const QString &what)
{
    return failure(errors::CliUsage, {{QStringLiteral("what"), what}});
}

/// A text of the command table, or one marked with QT_TRANSLATE_NOOP("Cli", …), in the user's language.
[[nodiscard]] inline QString translated(const char *text) { return QCoreApplication::translate("Cli", text); }

struct Option {
    QString name; ///< without dashes; "X-file" and "X-fd" are two sources of one secret and exclude each other
    QString value; ///< what follows, such as "FILE"; empty: a flag
    const char *help = ""; ///< English, marked with QT_TRANSLATE_NOOP("Cli", …)
    bool isRepeatable = false;
};

struct Invocation {
    QStringList arguments;
    QMultiMap<QString, QString> options;

    [[nodiscard]] bool has(const QString &name) const { return options.contains(name); }
    [[nodiscard]] QString value(const QString &name, const QString &fallback = {}) const
    {
        return options.value(name, fallback);
    }
    /// Of an option that may be repeated, in the order given.
    [[nodiscard]] QStringList values(const QString &name) const
    {
        QStringList all = options.values(name);
        std::reverse(all.begin(), all.end());
        return all;
    }
};

/// `run` is called after the session has opened what `needs` says.
struct Command {
    enum Need { Nothing = 0, OpenVault = 1, Network = 2, Studio = 4 };

    QString name; ///< "account create"
    QString arguments = {}; ///< "TO AMOUNT|max"
    const char *summary = ""; ///< English, marked with QT_TRANSLATE_NOOP("Cli", …)
    QList<Option> options = {};
    QList<QStringList> exclusive = {}; ///< of the options of each list (global ones too) at most one may be given
    QList<QStringList> dependent = {}; ///< the first option of each list needs the second one
    int minArguments = 0;
    int maxArguments = 0;
    int needs = Nothing;
    bool alwaysJson = false; ///< the result is one line of JSON even without --json
    std::function<Task<json::Value>(Session &, Invocation)> run = {};
};

[[nodiscard]] inline Option proveOption()
{
    return {QStringLiteral("prove"),
            {},
            QT_TRANSLATE_NOOP("Cli", "check it against blocks that the validators signed; exit code 1 if that fails")};
}

/// Every command, in the order of the help text.
[[nodiscard]] QList<Command> allCommands();

QList<Command> vaultCommands();
QList<Command> accountCommands();
QList<Command> walletCommands();
QList<Command> offlineCommands();
QList<Command> stakeCommands();
QList<Command> lightCommands();
QList<Command> historyCommands();
QList<Command> contactCommands();
QList<Command> messageCommands();
QList<Command> ainftCommands();
QList<Command> modelCommands();
QList<Command> studioCommands();
QList<Command> galleryCommands();
QList<Command> provenanceCommands();
QList<Command> shareCommands();
QList<Command> marketCommands();
QList<Command> exchangeCommands();
QList<Command> apiCommands();
QList<Command> peerCommands();
QList<Command> earningsCommands();
QList<Command> poolCommands();
QList<Command> journeyCommands();

} // namespace cli
} // namespace ain
