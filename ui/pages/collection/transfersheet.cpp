#include "ui/pages/collection/transfersheet.h"

#include "ui/format.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"

#include <QLineEdit>

namespace ain::ui {

TransferSheet::TransferSheet(Context &context, QWidget *owner)
    : OperationSheet(context, owner),
      m_what(new TextLabel(this)),
      m_to(new QLineEdit),
      m_toField(new Field(m_to, this)),
      m_groups(new TextLabel(this, "muted"))
{
    m_to->setMaxLength(256);
    m_to->setFont(Theme::mono(13));
    m_groups->setFont(Theme::mono());
    m_groups->hide();
    form()->addWidget(m_what);
    form()->addWidget(m_toField);
    form()->addWidget(m_groups);
    connect(m_to, &QLineEdit::textChanged, this, [this] {
        m_toField->clearError();
        const auto address = m_context.backends.wallet.checkAddress(m_to->text().trimmed());
        m_groups->setVisible(address.has_value());
        if (address)
            m_groups->setText(Format::address(*address));
    });
    onLanguage([this] { write(); });
}

void TransferSheet::setToken(const Token &token)
{
    m_token = token;
    write();
}

void TransferSheet::write()
{
    setTitle(tr("Give away a token"));
    m_what->setText(tr("%1 (%2 #%3) goes to the address below and is no longer yours.")
                        .arg(m_token.name, m_token.collectionName, m_token.tokenId));
    m_toField->setLabel(tr("To"));
    m_to->setPlaceholderText(tr("Address: 0x and 40 digits"));
}

bool TransferSheet::check()
{
    const auto address = m_context.backends.wallet.checkAddress(m_to->text().trimmed());
    if (!address) {
        m_toField->setError(address.error());
        m_to->setFocus();
    }
    return address.has_value();
}

Task<Preview> TransferSheet::prepare()
{
    return m_context.backends.collection.prepareTransfer(m_token.objectId, m_token.tokenId, m_to->text().trimmed());
}

bool TransferSheet::placeError(const Error &error)
{
    if (!error.code.text().starts_with("address."))
        return false;
    m_toField->setError(error);
    return true;
}

void TransferSheet::clearDraft() { m_to->clear(); }

QString TransferSheet::confirmText() const { return tr("Give it away"); }

QString TransferSheet::doneText() const { return tr("The token has a new owner."); }

} // namespace ain::ui
