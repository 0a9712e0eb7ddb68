#include "app/cli/jsonviews.h"
#include "app/cli/session.h"
#include "core/base/passwordrule.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

json::Value toJson(const vault::VaultInfo &info, vault::Vault::State state)
{
    json::Object kdf;
    kdf.set(u"operations"_s, double(info.kdf.operations));
    kdf.set(u"memory_bytes"_s, double(info.kdf.memoryBytes));
    json::Object out;
    out.set(u"id"_s, info.id);
    out.set(u"format_version"_s, info.formatVersion);
    out.set(u"protected"_s, info.isProtected);
    out.set(u"created"_s, info.createdMs);
    out.set(u"kdf"_s, std::move(kdf));
    out.set(u"open"_s, state == vault::Vault::State::Open);
    if (state == vault::Vault::State::Open) {
        out.set(u"accounts"_s, info.accounts);
        out.set(u"last_backup"_s, info.lastBackupMs);
        out.set(u"last_check"_s, info.lastDrillMs);
    }
    return out;
}

Result<> checkNewPassword(const SecretBytes &password)
{
    if (passwordLength(password) >= MinimumPasswordLength)
        return {};
    const QString what = password.isEmpty()
        ? QCoreApplication::translate("Cli", "the password is empty; use --unprotected for a practice-only vault")
        : QCoreApplication::translate("Cli", "a new password has at least %n character(s)", nullptr,
                                      MinimumPasswordLength);
    return failure(errors::InvalidArgument, {{u"what"_s, what}});
}

Task<json::Value> init(Session &session, Invocation invocation)
{
    SecretBytes passphrase;
    if (!invocation.has(u"unprotected"_s)) {
        auto given = session.password(true);
        if (!given)
            co_return failure(given.error());
        const auto fine = checkNewPassword(*given);
        if (!fine)
            co_return failure(fine.error());
        passphrase = std::move(*given);
    }
    auto &vault = session.services().vault();
    auto created = co_await vault.create(std::move(passphrase));
    if (!created)
        co_return failure(created.error());
    auto info = co_await vault.info();
    if (!info)
        co_return failure(info.error());
    json::Value out = toJson(*info, vault.state());
    out.object().set(u"path"_s, vault.directory());
    co_return out;
}

Task<json::Value> info(Session &session, Invocation invocation)
{
    auto &vault = session.services().vault();
    if (invocation.has(u"open"_s)) {
        auto opened = co_await session.openVault();
        if (!opened)
            co_return failure(opened.error());
    }
    auto found = co_await vault.info();
    if (!found)
        co_return failure(found.error());
    json::Value out = toJson(*found, vault.state());
    out.object().set(u"path"_s, vault.directory());
    co_return out;
}

Task<json::Value> backup(Session &session, Invocation invocation)
{
    if (QFileInfo::exists(invocation.arguments.first())) {
        QVariantMap args;
        args.insert(u"path"_s, invocation.arguments.first());
        co_return failure(errors::FileExists, args);
    }
    auto done = co_await session.services().vault().backup(invocation.arguments.first());
    if (!done)
        co_return failure(done.error());
    json::Object out;
    out.set(u"backup"_s, invocation.arguments.first());
    co_return json::Value(std::move(out));
}

Task<json::Value> restore(Session &session, Invocation invocation)
{
    auto given = session.password(false);
    if (!given)
        co_return failure(given.error());
    auto &vault = session.services().vault();
    auto done = co_await vault.restore(invocation.arguments.first(), std::move(*given));
    if (!done)
        co_return failure(done.error());
    auto found = co_await vault.info();
    if (!found)
        co_return failure(found.error());
    co_return toJson(*found, vault.state());
}

Task<json::Value> passwd(Session &session, Invocation invocation)
{
    auto &vault = session.services().vault();
    auto found = co_await vault.info();
    if (!found)
        co_return failure(found.error());
    SecretBytes current;
    if (found->isProtected) {
        auto given = session.password(false);
        if (!given)
            co_return failure(given.error());
        current = std::move(*given);
    }
    SecretBytes next;
    if (!invocation.has(u"unprotected"_s)) {
        auto given =
            session.newSecret(invocation, u"new-password"_s, QCoreApplication::translate("Cli", "New password"));
        if (!given)
            co_return failure(given.error());
        const auto fine = checkNewPassword(*given);
        if (!fine)
            co_return failure(fine.error());
        next = std::move(*given);
    }
    auto opened = co_await vault.unlock(current.clone());
    if (!opened)
        co_return failure(opened.error());
    auto done = co_await vault.changePassphrase(std::move(current), std::move(next));
    if (!done)
        co_return failure(done.error());
    json::Object out;
    out.set(u"changed"_s, true);
    co_return json::Value(std::move(out));
}

json::Array accountsOf(const QList<vault::KeyRecord> &records)
{
    json::Array out;
    for (const vault::KeyRecord &record : records)
        out.push_back(cli::toJson(record));
    return out;
}

Task<json::Value> check(Session &session, Invocation invocation)
{
    auto &vault = session.services().vault();
    Result<vault::BackupCheck> result = failure(errors::Internal);
    const bool byWords = invocation.arguments.isEmpty();
    if (byWords) {
        auto words = session.words(invocation);
        if (!words)
            co_return failure(words.error());
        auto checked = co_await vault.checkMnemonic(std::move(words->mnemonic), std::move(words->passphrase));
        result = std::move(checked);
    } else {
        auto info = co_await vault.info();
        if (!info)
            co_return failure(info.error());
        SecretBytes password;
        if (invocation.has(u"backup-password-file"_s) || invocation.has(u"backup-password-fd"_s)) {
            auto given = session.secret(invocation, u"backup-password"_s, {});
            if (!given)
                co_return failure(given.error());
            password = std::move(*given);
        } else if (info->isProtected) {
            auto given = session.password(false);
            if (!given)
                co_return failure(given.error());
            password = std::move(*given);
        }
        auto checked = co_await vault.checkBackup(invocation.arguments.first(), std::move(password));
        result = std::move(checked);
    }
    if (!result)
        co_return failure(result.error());
    json::Object out;
    // Told as a failure too: a script asks for the exit code.
    out.set(u"ok"_s, result->isGood());
    out.set(u"restored"_s, accountsOf(result->restored));
    out.set(u"missing"_s, accountsOf(result->missing));
    out.set(u"watched"_s, result->watched);
    if (!byWords) {
        out.set(u"others"_s, result->others);
        out.set(u"made"_s, result->madeMs);
    }
    co_return json::Value(std::move(out));
}

} // namespace

QList<Command> vaultCommands()
{
    return {
        {.name = u"vault init"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Create a vault in the data directory."),
         .options = {{u"unprotected"_s, {}, QT_TRANSLATE_NOOP("Cli", "no password; accepts practice keys only")}},
         .exclusive = {{u"unprotected"_s, u"password-file"_s}, {u"unprotected"_s, u"password-fd"_s}},
         .run = init},
        {.name = u"vault info"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Tell what is known of the vault."),
         .options = {{u"open"_s,
                      {},
                      QT_TRANSLATE_NOOP("Cli", "unlock it first, to count accounts and tell the last backup")}},
         .run = info},
        {.name = u"vault backup"_s,
         .arguments = u"FILE"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Write the whole vault into one file."),
         .minArguments = 1,
         .maxArguments = 1,
         .needs = Command::OpenVault,
         .run = backup},
        {.name = u"vault restore"_s,
         .arguments = u"FILE"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Restore a backup into an empty data directory."),
         .minArguments = 1,
         .maxArguments = 1,
         .run = restore},
        {.name = u"vault check"_s,
         .arguments = u"[FILE]"_s,
         .summary = QT_TRANSLATE_NOOP(
             "Cli", "Try whether a backup file, or words, would bring back the accounts; exit code 1 if not all."),
         .options = {{u"mnemonic-file"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "12 to 24 words, English or Korean")},
                     {u"mnemonic-fd"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "the same from a descriptor")},
                     {u"passphrase-file"_s, u"FILE"_s,
                      QT_TRANSLATE_NOOP("Cli", "the words' passphrase, if there is one")},
                     {u"passphrase-fd"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "the words' passphrase, if there is one")},
                     {u"backup-password-file"_s, u"FILE"_s,
                      QT_TRANSLATE_NOOP("Cli", "the password of the time of the backup, if it was another one")},
                     {u"backup-password-fd"_s, u"N"_s,
                      QT_TRANSLATE_NOOP("Cli", "the password of the time of the backup, if it was another one")}},
         .maxArguments = 1,
         .needs = Command::OpenVault,
         .run = check},
        {.name = u"vault passwd"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Change the password (or give an unprotected vault one)."),
         .options = {{u"unprotected"_s,
                      {},
                      QT_TRANSLATE_NOOP("Cli", "no password any more; accepts practice keys only")},
                     {u"new-password-file"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "the new password")},
                     {u"new-password-fd"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "the new password")}},
         .exclusive = {{u"unprotected"_s, u"new-password-file"_s}, {u"unprotected"_s, u"new-password-fd"_s}},
         .run = passwd},
    };
}

} // namespace ain::cli
