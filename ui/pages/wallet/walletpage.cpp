#include "ui/pages/wallet/walletpage.h"

#include "ui/format.h"
#include "ui/pages/common/proofsheet.h"
#include "ui/pages/wallet/accountsheet.h"
#include "ui/pages/wallet/contactssheet.h"
#include "ui/pages/wallet/exportsheet.h"
#include "ui/pages/wallet/historycard.h"
#include "ui/pages/wallet/messagesheet.h"
#include "ui/pages/wallet/offlinesheet.h"
#include "ui/pages/wallet/receivesheet.h"
#include "ui/pages/wallet/replacesheet.h"
#include "ui/pages/wallet/sendsheet.h"
#include "ui/pages/wallet/stakesheet.h"
#include "ui/widgets/addresslabel.h"
#include "ui/widgets/amountlabel.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/prooflamp.h"

#include <QTimer>

namespace ain::ui {

using namespace Qt::StringLiterals;

void WalletPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    writePill();
}

void WalletPage::writePill()
{
    constexpr int RoomForPath = 1000; // pixels; below, the buttons need it
    const auto account = m_context.backends.wallet.currentAccount();
    const QString path = account && width() >= RoomForPath ? account->path : QString();
    setPill(account && account->watchOnly ? tr("watch-only") : path);
}

WalletPage::WalletPage(Context &context, QWidget *parent) : Page(context, parent)
{
    m_faucet = makeButton(this);
    m_accounts = makeButton(this);
    m_offline = makeButton(this);
    actions()->addWidget(m_offline);
    m_contacts = makeButton(this);
    m_messages = makeButton(this);
    actions()->addWidget(m_faucet);
    actions()->addWidget(m_contacts);
    actions()->addWidget(m_messages);
    actions()->addWidget(m_accounts);
    m_error = new ErrorBanner(context.theme, this);
    content()->addWidget(m_error);
    content()->addWidget(makeBalanceCard());
    m_proofSheet = new ProofSheet(context, this);
    m_history = new HistoryCard(context, *m_error, *m_proofSheet, this);
    content()->addWidget(m_history, 1);
    m_sendSheet = new SendSheet(context, this);
    m_receiveSheet = new ReceiveSheet(context, this);
    m_accountSheet = new AccountSheet(context, this);
    m_replaceSheet = new ReplaceSheet(context, this);
    m_exportSheet = new ExportSheet(context, this);
    m_stakeSheet = new StakeSheet(context, this);
    m_offlineSheet = new OfflineSheet(context, this);
    connect(m_offline, &QPushButton::clicked, m_offlineSheet, &Sheet::open);
    m_contactsSheet = new ContactsSheet(context, this);
    m_messageSheet = new MessageSheet(context, this);
    // "3 min ago" grows old by itself.
    m_ageing = new QTimer(this);
    m_ageing->setInterval(15'000);
    connect(m_ageing, &QTimer::timeout, this, &WalletPage::writeLamp);
    m_ageing->start();

    connect(m_proofSheet, &ProofSheet::settingsWanted, this, &WalletPage::settingsWanted);
    connect(m_sendSheet, &SendSheet::settingsWanted, this, &WalletPage::settingsWanted);
    connect(m_contacts, &QPushButton::clicked, m_contactsSheet, &Sheet::open);
    connect(m_messages, &QPushButton::clicked, m_messageSheet, &Sheet::open);
    connect(m_sendSheet, &SendSheet::contactWanted, m_contactsSheet, &ContactsSheet::openFor);
    connect(m_history, &HistoryCard::contactWanted, m_contactsSheet, &ContactsSheet::openFor);
    connect(m_history, &HistoryCard::accountWanted, this, &WalletPage::accountWanted);
    connect(m_history, &HistoryCard::faucetWanted, this, &WalletPage::askFaucet);
    connect(m_history, &HistoryCard::receiveWanted, m_receiveSheet, &Sheet::open);
    connect(m_history, &HistoryCard::replaceWanted, this, [this](const NonceEntry &entry) {
        m_replaceSheet->setTransaction(entry);
        m_replaceSheet->open();
    });
    connect(m_sendSheet, &SendSheet::proofWanted, this, &WalletPage::showProof);
    connect(m_accounts, &QPushButton::clicked, m_accountSheet, &Sheet::open);
    connect(m_accountSheet, &AccountSheet::addWanted, this, &WalletPage::accountWanted);
    connect(m_accountSheet, &AccountSheet::exportWanted, this, [this](const Account &account) {
        m_exportSheet->setAccount(account);
        m_exportSheet->open();
    });
    connect(m_stake, &QPushButton::clicked, m_stakeSheet, &Sheet::open);
    connect(m_send, &QPushButton::clicked, m_sendSheet, &Sheet::open);
    connect(m_receive, &QPushButton::clicked, m_receiveSheet, &Sheet::open);
    connect(m_faucet, &QPushButton::clicked, this, &WalletPage::askFaucet);
    const auto &wallet = context.backends.wallet;
    connect(&wallet, &WalletBackend::balanceChanged, this, &WalletPage::writeBalance);
    connect(&wallet, &WalletBackend::accountsChanged, this, &WalletPage::writeBalance);
    connect(&wallet, &WalletBackend::currentAccountChanged, this, &WalletPage::writeBalance);
    connect(&context.backends.network, &NetworkBackend::currentChanged, this, &WalletPage::writeBalance);
    onLanguage([this] {
        m_accounts->setText(tr("Switch account"));
        m_offline->setText(tr("Offline signing"));
        m_contacts->setText(tr("Contacts"));
        m_messages->setText(tr("Messages"));
        m_balanceTitle->setText(tr("Balance"));
        m_send->setText(tr("Send"));
        m_receive->setText(tr("Receive"));
        m_stake->setText(tr("Stake"));
        m_faucet->setText(tr("Get play money"));
        writeBalance();
    });
}

QWidget *WalletPage::makeBalanceCard()
{
    auto *card = makeCard(this);
    auto *column = makeColumn(card, 8);
    column->setContentsMargins(metrics::CardPadding, metrics::CardPadding, metrics::CardPadding, metrics::CardPadding);
    m_balanceTitle = makeLabel(card, "muted");
    m_balance = new AmountLabel(m_context.theme, 40, card);
    m_exact = new TextLabel(card, "small");
    m_lamp = new ProofLamp(m_context.theme, card);
    m_address = new AddressLabel(m_context.theme, card);
    m_stake = makeButton(card);
    m_receive = makeButton(card);
    m_send = makeButton(card, ButtonKind::Primary);
    m_nonce = makeLabel(card, "small");

    column->addWidget(m_balanceTitle);
    column->addWidget(m_balance);
    column->addWidget(m_exact);
    auto *low = makeRow(nullptr, 10);
    auto *facts = makeColumn(nullptr, 4);
    auto *proof = makeRow(nullptr, 10);
    proof->addWidget(m_lamp);
    proof->addWidget(m_nonce);
    proof->addStretch();
    facts->addLayout(proof);
    facts->addWidget(m_address);
    low->addLayout(facts, 1);
    for (auto *button : {m_stake, m_receive, m_send})
        low->addWidget(button, 0, Qt::AlignBottom);
    column->addLayout(low);
    connect(m_lamp, &QAbstractButton::clicked, this, &WalletPage::showProof);
    return card;
}

void WalletPage::writeBalance()
{
    const auto account = m_context.backends.wallet.currentAccount();
    const auto balance = m_context.backends.wallet.balance();
    const bool practice = m_context.backends.network.current().kind == NetworkKind::Practice;
    setTitle(account ? Format::accountName(*account) : tr("My wallet"));
    writePill();
    m_address->setAddress(account ? account->address : QString());
    m_balance->setAmount(balance ? std::optional(balance->amount) : std::nullopt);
    writeLamp();
    m_proofSheet->refresh(balanceSubject());
    m_exact->setVisible(balance && !balance->exact.isEmpty());
    if (balance && !balance->exact.isEmpty())
        m_exact->setText(
            tr("The chain holds %1: the digits after the sixth are dust that cannot be spent.").arg(balance->exact));
    m_faucet->setVisible(practice && account && !account->watchOnly);
    // A watched address has no key here: what is made for it is signed where the key is.
    const QString elsewhere =
        account && account->watchOnly ? tr("A watched address has no key here: sign on another device.") : QString();
    m_send->setEnabled(account.has_value());
    m_send->setToolTip(elsewhere);
    m_stake->setEnabled(account.has_value());
    m_stake->setToolTip(elsewhere);
    m_receive->setEnabled(account.has_value());
}

void WalletPage::writeLamp()
{
    const auto balance = m_context.backends.wallet.balance();
    if (!balance) {
        m_lamp->setState(LampShape::Diamond, Tone::Plain, tr("asking the node"), tr("No node has answered yet."));
        m_nonce->setText({});
        return;
    }
    m_lamp->setProof(balance->proof, m_context.clock.nowMs());
    QStringList facts;
    const auto &block = balance->proof.mark.block();
    if (block && balance->proof.standing() == light::Standing::Proven)
        facts += tr("block %1 · %2")
                     .arg(Format::number(block->number()),
                          Format::ago(block->header().timestampMs(), m_context.clock.nowMs()));
    if (balance->proof.standing() == light::Standing::Contradicted && balance->proof.bundle)
        facts += tr("the figure is the last one that was proven");
    m_nonce->setText(facts.join(u" · "_s));
}

ProofSubject WalletPage::balanceSubject() const
{
    ProofSubject subject;
    subject.kind = ProofSubject::Kind::Account;
    const auto account = m_context.backends.wallet.currentAccount();
    const auto balance = m_context.backends.wallet.balance();
    subject.title = account ? tr("Balance of %1").arg(Format::accountName(*account)) : tr("Balance");
    subject.id = account ? account->address : QString();
    if (balance) {
        subject.value = Format::ain(balance->amount);
        if (!balance->accountExists)
            subject.value = tr("%1 · the chain has never seen this account").arg(subject.value);
        else if (balance->nonce)
            subject.value =
                tr("%1 · %n transaction(s) so far (nonce)", nullptr, int(*balance->nonce)).arg(subject.value);
        subject.proof = balance->proof;
    }
    return subject;
}

void WalletPage::showProof()
{
    if (m_context.backends.wallet.balance())
        m_proofSheet->show(balanceSubject());
}

void WalletPage::askFaucet()
{
    m_error->clear();
    m_faucet->setEnabled(false);
    m_context.backends.network.requestFaucet().then(this, [this](const Result<Amount> &result) {
        m_faucet->setEnabled(true);
        if (!result)
            m_error->show(result.error(), tr("No play money arrived."));
        else
            m_context.backends.wallet.refresh().detach(); // a failure shows itself in the strip
    });
}

} // namespace ain::ui
