#include "ui/pages/wallet/receivesheet.h"

#include "ui/format.h"
#include "ui/widgets/addresslabel.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/qrwidget.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>

namespace ain::ui {

using namespace Qt::StringLiterals;

ReceiveSheet::ReceiveSheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_qr(new QrWidget(this)),
      m_address(new AddressLabel(context.theme, this)),
      m_amount(new QLineEdit),
      m_amountField(new Field(m_amount, this)),
      m_uri(new QLineEdit),
      m_uriField(new Field(m_uri, this)),
      m_copy(makeButton(this, ButtonKind::Primary)),
      m_note(new TextLabel(this, "small"))
{
    setCardWidth(560);
    m_address->setTwoLines(true);
    m_uri->setReadOnly(true);
    m_uri->setFont(Theme::mono());
    m_amount->setMaxLength(32);
    auto *top = makeRow(nullptr, 24);
    auto *side = makeColumn(nullptr, 14);
    side->addWidget(m_address);
    side->addWidget(m_amountField);
    side->addWidget(m_note);
    side->addStretch();
    top->addWidget(m_qr, 0, Qt::AlignTop);
    top->addLayout(side, 1);
    body()->addLayout(top);
    body()->addWidget(m_uriField);
    footer()->addWidget(m_copy);
    connect(m_amount, &QLineEdit::textChanged, this, &ReceiveSheet::write);
    connect(&context.backends.wallet, &WalletBackend::currentAccountChanged, this, &ReceiveSheet::write);
    connect(this, &Sheet::opened, this, &ReceiveSheet::write);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_uri->text()); });
    onLanguage([this] {
        setTitle(tr("Receive AIN"));
        m_amountField->setLabel(tr("Amount to ask for (optional)"));
        m_amount->setPlaceholderText(u"0.000000"_s);
        m_uriField->setLabel(tr("Payment link"));
        m_copy->setText(tr("Copy payment link"));
        m_note->setText(tr("Only AIN of this network can arrive here."));
        write();
    });
}

void ReceiveSheet::write()
{
    const auto account = m_context.backends.wallet.currentAccount();
    m_address->setAddress(account ? account->address : QString());
    std::optional<Amount> amount;
    m_amountField->clearError();
    const QString text = m_amount->text().trimmed();
    if (!text.isEmpty()) {
        const auto parsed = Amount::parse(text);
        if (parsed)
            amount = *parsed;
        else
            m_amountField->setError(parsed.error());
    }
    const QString uri = account ? m_context.backends.wallet.paymentUri(amount) : QString();
    m_uri->setText(uri);
    m_uri->setCursorPosition(0);
    m_qr->setText(uri);
    m_qr->setAccessibleName(tr("QR code of the payment link"));
}

} // namespace ain::ui
