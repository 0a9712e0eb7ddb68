#include "app/backends/contactsadapter.h"

#include "app/services/filewrite.h"
#include "core/wallet/labelfile.h"

#include <QFile>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

Result<wallet::Contact> toCore(const ui::Contact &contact)
{
    const auto address = crypto::Address::parse(contact.address.trimmed());
    if (!address)
        return failure(address.error());
    wallet::Contact out;
    out.address = *address;
    out.name = contact.name;
    out.note = contact.note;
    return out;
}

} // namespace

ContactsAdapter::ContactsAdapter(Services &services) : m_services(services)
{
    const auto reload = [this] {
        if (isReady())
            load().detach(); // read again at the next change
        else
            clear();
    };
    connect(&services, &Services::networkAboutToChange, this, &ContactsAdapter::clear);
    connect(&services, &Services::networkChanged, this, [this, reload] {
        connect(&m_services.wallet().addressBook(), &wallet::AddressBook::changed, this, reload);
        reload();
    });
    connect(&services.vault(), &vault::Vault::stateChanged, this, reload);
}

bool ContactsAdapter::isReady() const
{
    return m_services.hasNetwork() && m_services.vault().state() == vault::Vault::State::Open;
}

void ContactsAdapter::clear()
{
    m_contacts.clear();
    Q_EMIT changed();
}

Task<> ContactsAdapter::load()
{
    auto contacts = co_await m_services.wallet().addressBook().contacts();
    if (!contacts)
        co_return failure(contacts.error());
    if (!isReady())
        co_return failure(errors::VaultLocked);
    m_contacts.clear();
    for (const wallet::Contact &contact : std::as_const(*contacts)) {
        ui::Contact one;
        one.address = contact.address.toString();
        one.name = contact.name;
        one.note = contact.note;
        m_contacts += one;
    }
    Q_EMIT changed();
    co_return Result<>();
}

Task<> ContactsAdapter::add(ui::Contact contact)
{
    if (!isReady())
        co_return failure(errors::VaultLocked);
    auto checked = toCore(contact);
    if (!checked)
        co_return failure(checked.error());
    auto added = co_await m_services.wallet().addressBook().add(*checked);
    co_return added;
}

Task<> ContactsAdapter::edit(QString address, ui::Contact next)
{
    if (!isReady())
        co_return failure(errors::VaultLocked);
    const auto which = crypto::Address::parse(address);
    if (!which)
        co_return failure(which.error());
    auto checked = toCore(next);
    if (!checked)
        co_return failure(checked.error());
    auto edited = co_await m_services.wallet().addressBook().edit(*which, *checked);
    co_return edited;
}

Task<> ContactsAdapter::remove(QString address)
{
    if (!isReady())
        co_return failure(errors::VaultLocked);
    const auto which = crypto::Address::parse(address);
    if (!which)
        co_return failure(which.error());
    auto removed = co_await m_services.wallet().addressBook().remove(*which);
    co_return removed;
}

Task<> ContactsAdapter::setLabel(QString txHash, QString text)
{
    if (!isReady())
        co_return failure(errors::VaultLocked);
    auto stored = co_await m_services.wallet().addressBook().setTransactionLabel(txHash, text);
    co_return stored;
}

Task<> ContactsAdapter::exportTo(QString path)
{
    if (!isReady())
        co_return failure(errors::VaultLocked);
    auto lines = co_await m_services.wallet().addressBook().exportLines();
    if (!lines)
        co_return failure(lines.error());
    co_return writeFile(path, *lines);
}

Task<ui::ImportOutcome> ContactsAdapter::importFrom(QString path, bool replaces)
{
    if (!isReady())
        co_return failure(errors::VaultLocked);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        const QVariantMap args{{u"path"_s, path}};
        co_return failure(errors::FileRead, args, file.errorString());
    }
    const QByteArray bytes = file.read(wallet::MaxLabelFileBytes + 1);
    auto report = co_await m_services.wallet().addressBook().importLines(bytes, replaces);
    if (!report)
        co_return failure(report.error());
    ui::ImportOutcome outcome;
    outcome.added = report->added;
    outcome.changed = report->changed;
    outcome.same = report->same;
    for (const wallet::RefusedLine &line : std::as_const(report->refused))
        outcome.refused.append({line.line, line.error});
    co_return outcome;
}

} // namespace ain::app
