#include "app/cli/session.h"

#include "app/services/filewrite.h"
#include "core/wallet/addressbook.h"
#include "core/wallet/labelfile.h"
#include "ui/text/errortext.h"

#include <QFile>
#include <QFileInfo>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

json::Value toJson(const wallet::Contact &contact)
{
    json::Object out;
    out.set(u"name"_s, contact.name);
    out.set(u"address"_s, contact.address.toString());
    out.set(u"note"_s, contact.note);
    return json::Value(std::move(out));
}

wallet::AddressBook &bookOf(Session &session) { return session.services().wallet().addressBook(); }

Task<json::Value> list(Session &session, Invocation invocation)
{
    auto contacts = co_await bookOf(session).contacts();
    if (!contacts)
        co_return failure(contacts.error());
    const QString wanted = invocation.value(u"search"_s).trimmed();
    json::Array out;
    for (const wallet::Contact &contact : std::as_const(*contacts)) {
        const QString whole = contact.name + u'\n' + contact.address.toString() + u'\n' + contact.note;
        if (whole.contains(wanted, Qt::CaseInsensitive))
            out.push_back(toJson(contact));
    }
    co_return json::Value(std::move(out));
}

Task<json::Value> shown(Session &session, crypto::Address address)
{
    auto contact = co_await bookOf(session).contact(address.toString());
    if (!contact)
        co_return failure(contact.error());
    co_return toJson(*contact);
}

Task<json::Value> add(Session &session, Invocation invocation)
{
    const auto address = crypto::Address::parse(invocation.arguments.at(1).trimmed());
    if (!address)
        co_return failure(address.error());
    wallet::Contact contact;
    contact.name = invocation.arguments.first();
    contact.address = *address;
    contact.note = invocation.value(u"note"_s);
    auto added = co_await bookOf(session).add(contact);
    if (!added)
        co_return failure(added.error());
    auto out = co_await shown(session, *address);
    co_return out;
}

Task<json::Value> edit(Session &session, Invocation invocation)
{
    auto contact = co_await bookOf(session).contact(invocation.arguments.first());
    if (!contact)
        co_return failure(contact.error());
    const crypto::Address before = contact->address;
    wallet::Contact next = *contact;
    if (invocation.has(u"name"_s))
        next.name = invocation.value(u"name"_s);
    if (invocation.has(u"note"_s))
        next.note = invocation.value(u"note"_s);
    if (invocation.has(u"address"_s)) {
        const auto address = crypto::Address::parse(invocation.value(u"address"_s).trimmed());
        if (!address)
            co_return failure(address.error());
        next.address = *address;
    }
    auto edited = co_await bookOf(session).edit(before, next);
    if (!edited)
        co_return failure(edited.error());
    auto out = co_await shown(session, next.address);
    co_return out;
}

Task<json::Value> removeContact(Session &session, Invocation invocation)
{
    auto contact = co_await bookOf(session).contact(invocation.arguments.first());
    if (!contact)
        co_return failure(contact.error());
    auto removed = co_await bookOf(session).remove(contact->address);
    if (!removed)
        co_return failure(removed.error());
    co_return toJson(*contact);
}

Task<json::Value> exportBook(Session &session, Invocation invocation)
{
    const QString path = invocation.arguments.first();
    if (QFileInfo::exists(path) && !invocation.has(u"force"_s)) {
        const QVariantMap args{{u"path"_s, path}};
        co_return failure(errors::FileExists, args);
    }
    auto lines = co_await bookOf(session).exportLines();
    if (!lines)
        co_return failure(lines.error());
    const auto written = app::writeFile(path, *lines);
    if (!written)
        co_return failure(written.error());
    json::Object out;
    out.set(u"file"_s, path);
    out.set(u"lines"_s, qint64(lines->count('\n')));
    co_return json::Value(std::move(out));
}

Task<json::Value> importBook(Session &session, Invocation invocation)
{
    QFile file(invocation.arguments.first());
    if (!file.open(QIODevice::ReadOnly)) {
        const QVariantMap args{{u"path"_s, file.fileName()}};
        co_return failure(errors::FileRead, args, file.errorString());
    }
    // One byte more than allowed tells a file that is too large, without reading it.
    const QByteArray bytes = file.read(wallet::MaxLabelFileBytes + 1);
    auto report = co_await bookOf(session).importLines(bytes, invocation.has(u"replace"_s));
    if (!report)
        co_return failure(report.error());
    json::Array refused;
    for (const wallet::RefusedLine &line : std::as_const(report->refused)) {
        json::Object one;
        one.set(u"line"_s, line.line);
        one.set(u"code"_s, line.error.code.toString());
        one.set(u"message"_s, text::errorSentence(line.error));
        refused.emplace_back(std::move(one));
    }
    json::Object out;
    out.set(u"added"_s, report->added);
    out.set(u"changed"_s, report->changed);
    out.set(u"same"_s, report->same);
    out.set(u"refused"_s, std::move(refused));
    co_return json::Value(std::move(out));
}

Task<json::Value> setLabel(Session &session, Invocation invocation)
{
    const QString ref = invocation.arguments.first().trimmed();
    const QString text = invocation.arguments.at(1);
    json::Object out;
    if (crypto::Hash256::parse(ref.toLower())) {
        auto stored = co_await bookOf(session).setTransactionLabel(ref, text);
        if (!stored)
            co_return failure(stored.error());
        out.set(u"hash"_s, ref.toLower());
    } else {
        auto record = co_await session.services().wallet().account(ref);
        if (!record)
            co_return failure(record.error());
        const auto name = wallet::checkedText(text, wallet::AddressBook::MaxName);
        if (!name)
            co_return failure(name.error());
        record->name = *name;
        auto stored = co_await session.services().vault().updateKey(*record);
        if (!stored)
            co_return failure(stored.error());
        out.set(u"account"_s, record->id);
        out.set(u"address"_s, record->address.toString());
    }
    out.set(u"label"_s, text.trimmed());
    co_return json::Value(std::move(out));
}

} // namespace

QList<Command> contactCommands()
{
    constexpr int both = Command::OpenVault | Command::Network;
    return {
        {.name = u"contacts list"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Your contacts, by name."),
         .options = {{u"search"_s, u"TEXT"_s,
                      QT_TRANSLATE_NOOP("Cli", "only those with this in name, address or note")}},
         .needs = both,
         .run = list},
        {.name = u"contacts add"_s,
         .arguments = u"NAME ADDRESS"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Keep an address under a name, sealed in the vault."),
         .options = {{u"note"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "a note for yourself")}},
         .minArguments = 2,
         .maxArguments = 2,
         .needs = both,
         .run = add},
        {.name = u"contacts edit"_s,
         .arguments = u"NAME|ADDRESS"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Change name, note or address of a contact."),
         .options = {{u"name"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "the new name")},
                     {u"note"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "a note for yourself")},
                     {u"address"_s, u"ADDRESS"_s, QT_TRANSLATE_NOOP("Cli", "the new address")}},
         .minArguments = 1,
         .maxArguments = 1,
         .needs = both,
         .run = edit},
        {.name = u"contacts remove"_s,
         .arguments = u"NAME|ADDRESS"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Forget a contact; the history stays."),
         .minArguments = 1,
         .maxArguments = 1,
         .needs = both,
         .run = removeContact},
        {.name = u"contacts export"_s,
         .arguments = u"FILE"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Write contacts and labels as JSON lines. The file is not sealed."),
         .options = {{u"force"_s, {}, QT_TRANSLATE_NOOP("Cli", "replace a file that exists")}},
         .minArguments = 1,
         .maxArguments = 1,
         .needs = both,
         .run = exportBook},
        {.name = u"contacts import"_s,
         .arguments = u"FILE"_s,
         .summary =
             QT_TRANSLATE_NOOP("Cli", "Read such a file. What is here is kept; every line that is not taken is told."),
         .options = {{u"replace"_s,
                      {},
                      QT_TRANSLATE_NOOP("Cli",
                                        "take the file's names and labels where they differ; a name never moves "
                                        "to another address")}},
         .minArguments = 1,
         .maxArguments = 1,
         .needs = both,
         .run = importBook},
        {.name = u"label set"_s,
         .arguments = u"HASH|ACCOUNT TEXT"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Label a transaction, or name an account; an empty text removes a label."),
         .minArguments = 2,
         .maxArguments = 2,
         .needs = both,
         .run = setLabel},
    };
}

} // namespace ain::cli
