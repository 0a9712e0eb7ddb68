#include "ui/pages/firstrun/protectform.h"

#include "ui/format.h"
#include "ui/pages/common/newpassword.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"

#include <QComboBox>

namespace ain::ui {

ProtectForm::ProtectForm(Context &context, FirstRunPresenter &presenter, QWidget *parent)
    : View(parent),
      m_context(context),
      m_presenter(presenter),
      m_network(new QComboBox),
      m_networkField(new Field(m_network, this)),
      m_password(new NewPassword(context.theme, this))
{
    auto *column = makeColumn(this, 14);
    column->addWidget(m_networkField);
    column->addWidget(m_password);
    connect(m_password, &NewPassword::submitted, this, &ProtectForm::submitted);
    onLanguage([this] {
        m_networkField->setLabel(tr("Network"));
        m_networkField->setHint(tr("Use another phrase for another network: each has its own keys."));
        refresh();
    });
}

void ProtectForm::refresh()
{
    QString wanted = m_network->currentData().toString();
    m_network->clear();
    for (const Network &network : m_context.backends.network.networks()) {
        m_network->addItem(Format::network(network), network.id);
        if (wanted.isEmpty() && network.kind == NetworkKind::Mainnet)
            wanted = network.id;
    }
    // An open vault means that somebody adds to the network he is on.
    if (!m_presenter.needsPassword())
        wanted = m_context.backends.network.current().id;
    m_network->setCurrentIndex(std::max(0, m_network->findData(wanted)));
    m_password->setVisible(m_presenter.needsPassword());
}

bool ProtectForm::check() { return !m_presenter.needsPassword() || m_password->check(); }

Protection ProtectForm::take()
{
    Protection protection;
    protection.networkId = m_network->currentData().toString();
    if (m_presenter.needsPassword())
        protection.password = m_password->take();
    return protection;
}

void ProtectForm::wipe() { m_password->wipe(); }

} // namespace ain::ui
