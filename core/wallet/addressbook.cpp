#include "core/wallet/addressbook.h"

#include "core/crypto/secretshape.h"
#include "core/wallet/labelfile.h"

#include <algorithm>

namespace ain::wallet {

using namespace Qt::StringLiterals;

namespace {

const QString ContactKind = u"contact"_s;
const QString LabelKind = u"label"_s;
constexpr int FormatVersion = 1;

QString folded(const QString &name) { return name.normalized(QString::NormalizationForm_KC).toCaseFolded(); }

/// What a reader does not see, and could make one name look like another.
bool isUnseen(const QString &text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text[i].unicode();
        if (text[i].isSurrogate()) {
            if (!text[i].isHighSurrogate() || i + 1 >= text.size() || !text[i + 1].isLowSurrogate())
                return true;
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
            ++i;
        }
        constexpr char32_t zeroWidthJoiner = 0x200d; // inside emoji
        const auto category = QChar::category(c);
        if (category == QChar::Other_Control || category == QChar::Separator_Line
            || category == QChar::Separator_Paragraph || (category == QChar::Other_Format && c != zeroWidthJoiner))
            return true;
    }
    return false;
}

vault::Record toRecord(const Contact &contact, const json::Object &original)
{
    json::Object object = original;
    object.set(u"version"_s, std::max<qint64>(FormatVersion, object[u"version"].toInteger()));
    object.set(u"address"_s, contact.address.toString());
    object.set(u"name"_s, contact.name);
    object.set(u"note"_s, contact.note);
    object.set(u"created"_s, contact.createdMs);
    return {contact.address.toString(), json::Value(std::move(object))};
}

std::optional<Contact> contactFrom(const json::Value &value)
{
    const auto address = crypto::Address::parse(value[u"address"].string());
    if (!address || value[u"name"].string().isEmpty())
        return std::nullopt;
    Contact contact;
    contact.address = *address;
    contact.name = value[u"name"].string();
    contact.note = value[u"note"].toString();
    contact.createdMs = value[u"created"].toInteger();
    return contact;
}

vault::Record toRecord(const QString &hash, const QString &label)
{
    return {hash, json::Object{{u"version"_s, FormatVersion}, {u"hash"_s, hash}, {u"label"_s, label}}};
}

tl::unexpected<Error> taken(const Contact &other)
{
    return failure(errors::WalletContactTaken, {{u"name"_s, other.name}, {u"address"_s, other.address.toString()}});
}

tl::unexpected<Error> known(const Contact &other)
{
    return failure(errors::WalletContactKnown, {{u"name"_s, other.name}, {u"address"_s, other.address.toString()}});
}

tl::unexpected<Error> full(qsizetype limit) { return failure(errors::WalletContactsFull, {{u"limit"_s, limit}}); }

const Contact *withName(const QList<Contact> &contacts, const QString &name, const crypto::Address &except)
{
    const QString wanted = folded(name);
    const auto it = std::find_if(contacts.begin(), contacts.end(), [&](const Contact &contact) {
        return contact.address != except && folded(contact.name) == wanted;
    });
    return it != contacts.end() ? &*it : nullptr;
}

const Contact *withAddress(const QList<Contact> &contacts, const crypto::Address &address)
{
    const auto it =
        std::find_if(contacts.begin(), contacts.end(), [&](const Contact &one) { return one.address == address; });
    return it != contacts.end() ? &*it : nullptr;
}

} // namespace

Result<QString> checkedText(const QString &text, qsizetype limit)
{
    QString clean = text.trimmed().normalized(QString::NormalizationForm_C);
    if (crypto::secretShape(clean) != crypto::SecretShape::None)
        return failure(errors::SecretPasted);
    if (clean.size() > limit || isUnseen(clean))
        return failure(errors::WalletContactText, {{u"limit"_s, limit}});
    return clean;
}

Result<Contact> checkedContact(Contact contact)
{
    const auto name = checkedText(contact.name, AddressBook::MaxName);
    if (!name)
        return failure(name.error());
    const auto note = checkedText(contact.note, AddressBook::MaxNote);
    if (!note)
        return failure(note.error());
    if (name->isEmpty())
        return failure(errors::WalletContactText, {{u"limit"_s, AddressBook::MaxName}});
    if (name->startsWith(u"0x", Qt::CaseInsensitive) || name->startsWith(u"ain:", Qt::CaseInsensitive))
        return failure(errors::WalletContactName);
    if (contact.address.isEmpty())
        return failure(errors::AddressFormat, {{u"text"_s, QString()}});
    contact.name = *name;
    contact.note = *note;
    return contact;
}

Task<QList<Contact>> AddressBook::load()
{
    auto stored = co_await m_vault.list(ContactKind);
    if (!stored)
        co_return failure(stored.error());
    QList<Contact> contacts;
    for (const vault::Record &record : std::as_const(*stored)) {
        if (auto contact = contactFrom(record.value))
            contacts.append(std::move(*contact));
    }
    co_return contacts;
}

Task<QList<Contact>> AddressBook::contacts()
{
    auto contacts = co_await load();
    if (!contacts)
        co_return failure(contacts.error());
    std::sort(contacts->begin(), contacts->end(), [](const Contact &a, const Contact &b) {
        const QString x = folded(a.name);
        const QString y = folded(b.name);
        return x != y ? x < y : a.address < b.address;
    });
    co_return contacts;
}

Task<> AddressBook::add(Contact contact)
{
    auto checked = checkedContact(std::move(contact));
    if (!checked)
        co_return failure(checked.error());
    auto present = co_await load();
    if (!present)
        co_return failure(present.error());
    if (const Contact *other = withAddress(*present, checked->address))
        co_return known(*other);
    if (const Contact *other = withName(*present, checked->name, checked->address))
        co_return taken(*other);
    if (present->size() >= MaxContacts)
        co_return full(MaxContacts);
    if (checked->createdMs <= 0)
        checked->createdMs = m_clock.nowMs();
    vault::Record record = toRecord(*checked, json::Object());
    auto stored = co_await m_vault.put(ContactKind, record.id, record.value);
    if (stored)
        Q_EMIT changed();
    co_return stored;
}

Task<> AddressBook::edit(crypto::Address which, Contact next)
{
    auto checked = checkedContact(std::move(next));
    if (!checked)
        co_return failure(checked.error());
    auto present = co_await load();
    if (!present)
        co_return failure(present.error());
    const Contact *before = withAddress(*present, which);
    if (before == nullptr) {
        const QVariantMap args{{u"name"_s, which.toString()}};
        co_return failure(errors::WalletContactUnknown, args);
    }
    const bool isMoved = checked->address != which;
    const Contact *there = isMoved ? withAddress(*present, checked->address) : nullptr;
    if (there != nullptr)
        co_return known(*there);
    if (const Contact *other = withName(*present, checked->name, which))
        co_return taken(*other);
    checked->createdMs = before->createdMs;
    auto original = co_await m_vault.get(ContactKind, which.toString());
    if (!original)
        co_return failure(original.error());
    vault::Record record = toRecord(*checked, original->object());
    auto stored = co_await m_vault.put(ContactKind, record.id, record.value);
    if (!stored)
        co_return failure(stored.error());
    if (isMoved) {
        auto removed = co_await m_vault.remove(ContactKind, which.toString());
        if (!removed)
            co_return failure(removed.error());
    }
    Q_EMIT changed();
    co_return Result<>();
}

Task<> AddressBook::remove(crypto::Address which)
{
    auto present = co_await load();
    if (!present)
        co_return failure(present.error());
    if (withAddress(*present, which) == nullptr) {
        const QVariantMap args{{u"name"_s, which.toString()}};
        co_return failure(errors::WalletContactUnknown, args);
    }
    auto removed = co_await m_vault.remove(ContactKind, which.toString());
    if (removed)
        Q_EMIT changed();
    co_return removed;
}

Task<Contact> AddressBook::contact(QString nameOrAddress)
{
    auto present = co_await load();
    if (!present)
        co_return failure(present.error());
    const QString wanted = nameOrAddress.trimmed();
    const Contact *found = nullptr;
    if (wanted.startsWith(u"0x", Qt::CaseInsensitive)) {
        const auto address = crypto::Address::parse(wanted);
        if (!address)
            co_return failure(address.error());
        found = withAddress(*present, *address);
    } else {
        found = withName(*present, wanted, crypto::Address());
    }
    if (found == nullptr) {
        if (crypto::secretShape(wanted) != crypto::SecretShape::None)
            co_return failure(errors::SecretPasted);
        const QVariantMap args{{u"name"_s, wanted.left(MaxName)}};
        co_return failure(errors::WalletContactUnknown, args);
    }
    co_return *found;
}

Task<crypto::Address> AddressBook::resolve(QString nameOrAddress)
{
    const QString wanted = nameOrAddress.trimmed();
    if (wanted.startsWith(u"0x", Qt::CaseInsensitive)) {
        const auto address = crypto::Address::parse(wanted);
        if (!address)
            co_return failure(address.error());
        co_return *address;
    }
    if (crypto::secretShape(wanted) != crypto::SecretShape::None)
        co_return failure(errors::SecretPasted);
    auto present = co_await load();
    if (!present)
        co_return failure(present.error());
    auto accounts = co_await m_accounts.all();
    if (!accounts)
        co_return failure(accounts.error());
    QList<crypto::Address> found;
    if (const Contact *contact = withName(*present, wanted, crypto::Address()))
        found.append(contact->address);
    for (const vault::KeyRecord &account : std::as_const(*accounts)) {
        const bool isNamed = folded(account.name) == folded(wanted);
        if (isNamed && !found.contains(account.address))
            found.append(account.address);
    }
    const QVariantMap args{{u"name"_s, wanted.left(MaxName)}};
    if (found.isEmpty())
        co_return failure(errors::WalletContactUnknown, args);
    if (found.size() > 1)
        co_return failure(errors::WalletContactAmbiguous, args);
    co_return found.constFirst();
}

Task<QHash<QString, QString>> AddressBook::labels()
{
    auto stored = co_await m_vault.list(LabelKind);
    if (!stored)
        co_return failure(stored.error());
    QHash<QString, QString> labels;
    for (const vault::Record &record : std::as_const(*stored)) {
        const QString &label = record.value[u"label"].string();
        if (!label.isEmpty())
            labels.insert(record.id, label);
    }
    co_return labels;
}

Task<> AddressBook::setTransactionLabel(QString hash, QString text)
{
    const QString ref = hash.trimmed().toLower();
    if (!crypto::Hash256::parse(ref)) {
        const QVariantMap args{{u"what"_s, u"hash"_s}};
        co_return failure(errors::InvalidArgument, args);
    }
    const auto label = checkedText(text, MaxLabel);
    if (!label)
        co_return failure(label.error());
    auto loaded = co_await m_tracker.load();
    if (!loaded)
        co_return failure(loaded.error());
    Result<> stored;
    if (const StoredTx *own = m_tracker.find(ref)) {
        StoredTx tx = *own;
        tx.record.memo = *label;
        auto noted = co_await m_tracker.store(std::move(tx));
        stored = noted;
    }
    if (!stored)
        co_return stored;
    const bool isOwn = m_tracker.find(ref) != nullptr;
    if (label->isEmpty() || isOwn) {
        auto removed = co_await m_vault.remove(LabelKind, ref);
        stored = removed;
    } else {
        auto present = co_await labels();
        if (!present)
            co_return failure(present.error());
        if (!present->contains(ref) && present->size() >= MaxLabels)
            co_return full(MaxLabels);
        vault::Record record = toRecord(ref, *label);
        auto put = co_await m_vault.put(LabelKind, record.id, record.value);
        stored = put;
    }
    if (stored)
        Q_EMIT changed();
    co_return stored;
}

/// What is here while lines are taken in.
struct AddressBook::Import {
    QList<Contact> contacts;
    QHash<QString, QString> labels;
    QHash<QString, vault::KeyRecord> accounts; ///< by address
    QSet<QString> dirtyContacts;
    QSet<QString> dirtyLabels;
    QSet<QString> dirtyAccounts;
    QHash<QString, StoredTx> notes; ///< transactions of this program with their new note

    Result<int> take(const LabelLine &line, bool replaces, qint64 nowMs); ///< 0 the same, 1 added, 2 changed
    Result<int> takeAddress(const LabelLine &line, bool replaces, qint64 nowMs);
    Result<int> takeTransaction(const LabelLine &line, bool replaces);
    const Tracker *tracker = nullptr;
};

namespace {

tl::unexpected<Error> conflict(const QString &ref, const QString &label)
{
    return failure(errors::WalletLabelConflict, {{u"ref"_s, ref}, {u"label"_s, label}});
}

} // namespace

Result<int> AddressBook::Import::take(const LabelLine &line, bool replaces, qint64 nowMs)
{
    return line.type == LabelLine::Type::Address ? takeAddress(line, replaces, nowMs) : takeTransaction(line, replaces);
}

Result<int> AddressBook::Import::takeAddress(const LabelLine &line, bool replaces, qint64 nowMs)
{
    if (const auto own = accounts.find(line.ref); own != accounts.end()) {
        if (own->name == line.label)
            return 0;
        if (!replaces)
            return conflict(line.ref, own->name);
        if (line.label.size() > MaxName)
            return failure(errors::WalletContactText, {{u"limit"_s, MaxName}});
        own->name = line.label;
        dirtyAccounts.insert(line.ref);
        return 2;
    }
    Contact contact;
    contact.address = crypto::Address::parse(line.ref).value_or(crypto::Address());
    contact.name = line.label;
    contact.note = line.note;
    contact.createdMs = nowMs;
    const auto checked = checkedContact(contact);
    if (!checked)
        return failure(checked.error());
    // A name that means somebody here means the same one afterwards.
    if (const Contact *other = withName(contacts, checked->name, checked->address))
        return taken(*other);
    const auto here = std::find_if(contacts.begin(), contacts.end(),
                                   [&](const Contact &one) { return one.address == checked->address; });
    if (here == contacts.end()) {
        if (contacts.size() >= MaxContacts)
            return full(MaxContacts);
        contacts.append(*checked);
        dirtyContacts.insert(line.ref);
        return 1;
    }
    const bool isNoteNew = !checked->note.isEmpty() && checked->note != here->note;
    if (here->name == checked->name && !isNoteNew)
        return 0;
    const bool completes = here->name == checked->name && here->note.isEmpty();
    if (!completes && !replaces)
        return conflict(line.ref, here->name);
    here->name = checked->name;
    if (isNoteNew)
        here->note = checked->note;
    dirtyContacts.insert(line.ref);
    return 2;
}

Result<int> AddressBook::Import::takeTransaction(const LabelLine &line, bool replaces)
{
    const StoredTx *own = tracker->find(line.ref);
    const auto noted = notes.constFind(line.ref);
    const QString here = noted != notes.constEnd() ? noted->record.memo
        : own != nullptr                           ? own->record.memo
                                                   : labels.value(line.ref);
    if (here == line.label)
        return 0;
    if (!here.isEmpty() && !replaces)
        return conflict(line.ref, here);
    if (own != nullptr) {
        StoredTx tx = *own;
        tx.record.memo = line.label;
        notes.insert(line.ref, tx);
    } else {
        if (here.isEmpty() && labels.size() >= MaxLabels)
            return full(MaxLabels);
        labels.insert(line.ref, line.label);
        dirtyLabels.insert(line.ref);
    }
    return here.isEmpty() ? 1 : 2;
}

Task<AddressBook::Import> AddressBook::prepareImport()
{
    Import import;
    auto loaded = co_await m_tracker.load();
    if (!loaded)
        co_return failure(loaded.error());
    auto contacts = co_await load();
    if (!contacts)
        co_return failure(contacts.error());
    auto labels = co_await this->labels();
    if (!labels)
        co_return failure(labels.error());
    auto accounts = co_await m_accounts.all();
    if (!accounts)
        co_return failure(accounts.error());
    import.tracker = &m_tracker;
    import.contacts = *contacts;
    import.labels = *labels;
    for (const vault::KeyRecord &account : std::as_const(*accounts))
        import.accounts.insert(account.address.toString(), account);
    co_return import;
}

Task<ImportReport> AddressBook::importLines(QByteArray bytes, bool replaces)
{
    auto read = readLabelLines(bytes);
    if (!read)
        co_return failure(read.error());
    auto prepared = co_await prepareImport();
    if (!prepared)
        co_return failure(prepared.error());
    Import import = *prepared;
    ImportReport report;
    report.refused = read->refused;
    for (const LabelLine &line : std::as_const(read->lines)) {
        const auto taken = import.take(line, replaces, m_clock.nowMs());
        if (!taken)
            report.refused.append({line.line, taken.error()});
        else
            ++(*taken == 0 ? report.same : *taken == 1 ? report.added : report.changed);
    }
    std::stable_sort(report.refused.begin(), report.refused.end(),
                     [](const RefusedLine &a, const RefusedLine &b) { return a.line < b.line; });
    QList<vault::Record> contacts;
    for (const Contact &contact : std::as_const(import.contacts)) {
        if (import.dirtyContacts.contains(contact.address.toString()))
            contacts.append(toRecord(contact, json::Object()));
    }
    if (!contacts.isEmpty()) {
        auto stored = co_await m_vault.putAll(ContactKind, contacts);
        if (!stored)
            co_return failure(stored.error());
    }
    QList<vault::Record> labels;
    for (const QString &ref : std::as_const(import.dirtyLabels))
        labels.append(toRecord(ref, import.labels.value(ref)));
    if (!labels.isEmpty()) {
        auto stored = co_await m_vault.putAll(LabelKind, labels);
        if (!stored)
            co_return failure(stored.error());
    }
    for (const QString &address : std::as_const(import.dirtyAccounts)) {
        auto stored = co_await m_vault.updateKey(import.accounts.value(address));
        if (!stored)
            co_return failure(stored.error());
    }
    for (const StoredTx &tx : std::as_const(import.notes)) {
        auto stored = co_await m_tracker.store(tx);
        if (!stored)
            co_return failure(stored.error());
    }
    Q_EMIT changed();
    co_return report;
}

Task<QByteArray> AddressBook::exportLines()
{
    auto prepared = co_await prepareImport();
    if (!prepared)
        co_return failure(prepared.error());
    QMap<QString, LabelLine> addresses;
    for (const vault::KeyRecord &account : std::as_const(prepared->accounts)) {
        LabelLine line;
        line.ref = account.address.toString();
        line.label = account.name.trimmed();
        if (!line.label.isEmpty())
            addresses.insert(line.ref, line);
    }
    for (const Contact &contact : std::as_const(prepared->contacts)) {
        LabelLine line;
        line.ref = contact.address.toString();
        line.label = contact.name;
        line.note = contact.note;
        if (!addresses.contains(line.ref))
            addresses.insert(line.ref, line);
    }
    QMap<QString, LabelLine> transactions;
    const auto add = [&](const QString &hash, const QString &label) {
        LabelLine line;
        line.type = LabelLine::Type::Transaction;
        line.ref = hash;
        line.label = label.trimmed();
        if (!line.label.isEmpty())
            transactions.insert(hash, line);
    };
    for (auto it = prepared->labels.constBegin(); it != prepared->labels.constEnd(); ++it)
        add(it.key(), it.value());
    const QList<TxRecord> records = m_tracker.records();
    for (const TxRecord &record : records)
        add(record.hash, record.memo);
    QByteArray out;
    for (const LabelLine &line : std::as_const(addresses))
        out += labelLine(line);
    for (const LabelLine &line : std::as_const(transactions))
        out += labelLine(line);
    co_return out;
}

} // namespace ain::wallet
