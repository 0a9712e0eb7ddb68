#include "app/cli/confirmdraft.h"
#include "app/cli/jsonviews.h"
#include "app/cli/secretinput.h"
#include "app/cli/session.h"

#include "core/crypto/keystore.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

Result<crypto::PathFamily> pathFamily(const Invocation &invocation)
{
    const QString name = invocation.value(u"path"_s, u"ain"_s);
    if (name == u"ain")
        return crypto::PathFamily::Ain;
    if (name == u"eth")
        return crypto::PathFamily::Ethereum;
    return usageError(u"--path ain|eth"_s);
}

Task<json::Value> create(Session &session, Invocation invocation)
{
    auto &wallet = session.services().wallet();
    const auto family = pathFamily(invocation);
    if (!family)
        co_return failure(family.error());
    if (invocation.has(u"phrase"_s)) {
        auto added = co_await wallet.addAccount(invocation.value(u"phrase"_s), *family, invocation.value(u"name"_s));
        if (!added)
            co_return failure(added.error());
        co_return toJson(*added);
    }
    bool ok = false;
    const int words = invocation.value(u"words"_s, u"12"_s).toInt(&ok);
    if (!ok)
        co_return usageError(u"--words 12|15|18|21|24"_s);
    auto created = co_await wallet.createAccount(words, *family, invocation.value(u"name"_s));
    if (!created)
        co_return failure(created.error());
    if (!session.options().json)
        tellPerson(QCoreApplication::translate(
                       "Cli",
                       "Write the words of this account down on paper: \"account export %1 --mnemonic\" shows "
                       "them. Without them or a backup it is lost with this computer.")
                       .arg(created->id));
    co_return toJson(*created);
}

json::Value listJson(const QList<vault::KeyRecord> &records)
{
    json::Array out;
    for (const auto &record : records)
        out.push_back(toJson(record));
    return out;
}

Task<json::Value> restore(Session &session, Invocation invocation)
{
    const auto family = pathFamily(invocation);
    if (!family)
        co_return failure(family.error());
    auto words = session.words(invocation);
    if (!words)
        co_return failure(words.error());
    auto restored = co_await session.services().wallet().restoreAccounts(std::move(words->mnemonic),
                                                                         std::move(words->passphrase), *family);
    if (!restored)
        co_return failure(restored.error());
    co_return listJson(*restored);
}

Task<json::Value> importKey(Session &session, Invocation invocation)
{
    auto &vault = session.services().vault();
    const QString network = session.services().wallet().network().id;
    const QString name = invocation.value(u"name"_s);
    if (invocation.has(u"watch"_s)) {
        auto address = crypto::Address::parse(invocation.value(u"watch"_s));
        if (!address)
            co_return failure(address.error());
        auto added = co_await vault.addWatchOnly(*address, network, name);
        if (!added)
            co_return failure(added.error());
        co_return toJson(*added);
    }

    std::shared_ptr<crypto::PrivateKey> key;
    bool mismatch = false;
    if (invocation.has(u"keystore"_s)) {
        QFile file(invocation.value(u"keystore"_s));
        constexpr qint64 maxKeystore = 256 * 1024;
        if (!file.open(QIODevice::ReadOnly)) {
            QVariantMap args;
            args.insert(u"path"_s, file.fileName());
            co_return failure(errors::FileRead, args, file.errorString());
        }
        const QByteArray content = file.read(maxKeystore);
        auto password = session.secret(invocation, u"keystore-password"_s,
                                       QCoreApplication::translate("Cli", "Password of the keystore"));
        if (!password)
            co_return failure(password.error());
        auto opened = crypto::openKeystore(content, *password);
        if (!opened)
            co_return failure(opened.error());
        mismatch = opened->addressMismatch;
        key = std::make_shared<crypto::PrivateKey>(std::move(opened->key));
    } else {
        auto hex = session.secret(invocation, u"key"_s, QCoreApplication::translate("Cli", "Private key"));
        if (!hex)
            co_return failure(hex.error());
        auto parsed = crypto::PrivateKey::fromHex(*hex);
        if (!parsed)
            co_return failure(parsed.error());
        key = std::make_shared<crypto::PrivateKey>(std::move(*parsed));
    }
    auto added = co_await vault.addPrivateKey(std::move(key), network, name, invocation.has(u"allow-reuse"_s));
    if (!added)
        co_return failure(added.error());
    json::Value out = toJson(*added);
    if (mismatch)
        out.object().set(u"address_mismatch"_s, true);
    co_return out;
}

Task<json::Value> exportKey(Session &session, Invocation invocation)
{
    auto &vault = session.services().vault();
    auto record = co_await session.account(invocation.arguments.first());
    if (!record)
        co_return failure(record.error());
    auto info = co_await vault.info();
    if (!info)
        co_return failure(info.error());
    SecretBytes passphrase;
    if (info->isProtected) {
        auto given = session.password(false);
        if (!given)
            co_return failure(given.error());
        passphrase = std::move(*given);
    }
    json::Object out;
    out.set(u"address"_s, record->address.toString());

    if (invocation.has(u"keystore"_s)) {
        if (QFileInfo::exists(invocation.value(u"keystore"_s))) {
            QVariantMap args;
            args.insert(u"path"_s, invocation.value(u"keystore"_s));
            co_return failure(errors::FileExists, args);
        }
        auto password = session.secret(invocation, u"keystore-password"_s,
                                       QCoreApplication::translate("Cli", "Password of the keystore"));
        if (!password)
            co_return failure(password.error());
        auto keystore = co_await vault.exportKeystore(record->id, std::move(passphrase), std::move(*password));
        if (!keystore)
            co_return failure(keystore.error());
        QSaveFile file(invocation.value(u"keystore"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(*keystore) != keystore->size() || !file.commit()) {
            QVariantMap args;
            args.insert(u"path"_s, file.fileName());
            co_return failure(errors::FileWrite, args, file.errorString());
        }
        out.set(u"keystore"_s, file.fileName());
        co_return json::Value(std::move(out));
    }

    // The one place where a secret is printed: the user asked for exactly this, with the password.
    const bool wantsWords = invocation.has(u"mnemonic"_s);
    if (wantsWords == invocation.has(u"private-key"_s))
        co_return usageError(u"--mnemonic, --private-key or --keystore FILE"_s);
    if (wantsWords && record->seedId.isEmpty()) {
        QVariantMap args;
        args.insert(u"address"_s, record->address.toString());
        co_return failure(errors::CliNoPhrase, args);
    }
    auto exporting = wantsWords ? vault.exportMnemonic(record->seedId, std::move(passphrase))
                                : vault.exportPrivateKeyHex(record->id, std::move(passphrase));
    auto secret = co_await std::move(exporting);
    if (!secret)
        co_return failure(secret.error());
    out.set(wantsWords ? u"mnemonic"_s : u"private_key"_s, QString::fromUtf8(secret->bytes()));
    co_return json::Value(std::move(out));
}

Task<json::Value> list(Session &session, Invocation invocation)
{
    if (invocation.has(u"all"_s)) {
        auto all = co_await session.services().vault().keys();
        if (!all)
            co_return failure(all.error());
        co_return listJson(*all);
    }
    auto mine = co_await session.services().wallet().accounts();
    if (!mine)
        co_return failure(mine.error());
    co_return listJson(*mine);
}

} // namespace

QList<Command> accountCommands()
{
    constexpr int both = Command::OpenVault | Command::Network;
    return {
        {.name = u"account create"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "A new phrase with its first account, or one more account of a phrase."),
         .options = {{u"words"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "12 (default), 15, 18, 21 or 24")},
                     {u"path"_s, u"ain|eth"_s,
                      QT_TRANSLATE_NOOP("Cli", "m/44'/412'/0'/0/i (default) or m/44'/60'/0'/0/i")},
                     {u"phrase"_s, u"ID"_s,
                      QT_TRANSLATE_NOOP("Cli", "phrase_id of a stored phrase: add its next account")},
                     {u"name"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "a name for the account")}},
         .exclusive = {{u"phrase"_s, u"words"_s}},
         .needs = both,
         .run = create},
        {.name = u"account restore"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Restore the used accounts of a phrase, on both derivation paths."),
         .options = {{u"mnemonic-file"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "12 to 24 words, English or Korean")},
                     {u"mnemonic-fd"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "the same from a descriptor")},
                     {u"passphrase-file"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "BIP39 passphrase")},
                     {u"passphrase-fd"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "the same from a descriptor")},
                     {u"path"_s, u"ain|eth"_s,
                      QT_TRANSLATE_NOOP("Cli", "which path gets the first account if none was used")}},
         .needs = both,
         .run = restore},
        {.name = u"account import"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Import a private key or a keystore file, or watch an address."),
         .options = {{u"key-file"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "private key, 64 hex digits")},
                     {u"key-fd"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "the same from a descriptor")},
                     {u"keystore"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "keystore of version 3")},
                     {u"keystore-password-file"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "its password")},
                     {u"keystore-password-fd"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "its password")},
                     {u"watch"_s, u"ADDRESS"_s, QT_TRANSLATE_NOOP("Cli", "watch without a key")},
                     {u"name"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "a name for the account")},
                     {u"allow-reuse"_s, {}, QT_TRANSLATE_NOOP("Cli", "allow a key that another network uses already")}},
         .exclusive = {{u"watch"_s, u"keystore"_s, u"key-file"_s},
                       {u"watch"_s, u"keystore"_s, u"key-fd"_s},
                       {u"watch"_s, u"allow-reuse"_s}},
         .dependent = {{u"keystore-password-file"_s, u"keystore"_s}, {u"keystore-password-fd"_s, u"keystore"_s}},
         .needs = both,
         .run = importKey},
        {.name = u"account export"_s,
         .arguments = u"ACCOUNT"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Print the phrase or the private key, or write a keystore file."),
         .options = {{u"mnemonic"_s, {}, QT_TRANSLATE_NOOP("Cli", "print the words")},
                     {u"private-key"_s, {}, QT_TRANSLATE_NOOP("Cli", "print the private key")},
                     {u"keystore"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "write a keystore file")},
                     {u"keystore-password-file"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "its password")},
                     {u"keystore-password-fd"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "its password")}},
         .exclusive = {{u"mnemonic"_s, u"private-key"_s, u"keystore"_s}},
         .dependent = {{u"keystore-password-file"_s, u"keystore"_s}, {u"keystore-password-fd"_s, u"keystore"_s}},
         .minArguments = 1,
         .maxArguments = 1,
         .needs = both,
         .run = exportKey},
        {.name = u"account list"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "List the accounts of this network."),
         .options = {{u"all"_s, {}, QT_TRANSLATE_NOOP("Cli", "of all networks")}},
         .needs = both,
         .run = list},
    };
}

} // namespace ain::cli
