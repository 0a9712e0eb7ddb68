#include "ui/pages/wallet/walletpage.h"

#include "core/crypto/secretshape.h"
#include "ui/format.h"
#include "ui/pages/common/filepicker.h"
#include "ui/pages/common/proofsheet.h"
#include "ui/pages/wallet/accountsheet.h"
#include "ui/pages/wallet/contactssheet.h"
#include "ui/pages/wallet/exportsheet.h"
#include "ui/pages/wallet/historymodel.h"
#include "ui/pages/wallet/messagesheet.h"
#include "ui/pages/wallet/offlinesheet.h"
#include "ui/pages/wallet/receivesheet.h"
#include "ui/pages/wallet/replacesheet.h"
#include "ui/pages/wallet/sendsheet.h"
#include "ui/pages/wallet/stakesheet.h"
#include "ui/widgets/addresslabel.h"
#include "ui/widgets/amountlabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/prooflamp.h"
#include "ui/widgets/rowlist.h"
#include "ui/widgets/secretguard.h"

#include <QButtonGroup>
#include <QLineEdit>
#include <QStackedWidget>
#include <QTimer>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

void paintLaneChip(QLabel *chip, const Tokens &tokens, Tone tone)
{
    const auto [ink, ground] = toneColours(tokens, tone);
    chip->setStyleSheet(u"background: %1; color: %2; border-radius: 8px; padding: 4px 10px; font-size: 12px;"_s.arg(
        ground.name(), ink.name()));
}

} // namespace

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
    content()->addWidget(makeHistoryCard(), 1);
    m_sendSheet = new SendSheet(context, this);
    m_receiveSheet = new ReceiveSheet(context, this);
    m_accountSheet = new AccountSheet(context, this);
    m_replaceSheet = new ReplaceSheet(context, this);
    m_exportSheet = new ExportSheet(context, this);
    m_stakeSheet = new StakeSheet(context, this);
    m_proofSheet = new ProofSheet(context, this);
    m_offlineSheet = new OfflineSheet(context, this);
    connect(m_offline, &QPushButton::clicked, m_offlineSheet, &Sheet::open);
    m_contactsSheet = new ContactsSheet(context, this);
    m_messageSheet = new MessageSheet(context, this);
    m_pickTable = [this](const QString &suggested, const auto &chosen) {
        pickFileToSave(this, tr("Save the history"), suggested, tr("Table (*.csv)"), chosen);
    };
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
    connect(&context.backends.contacts, &ContactsBackend::changed, this, &WalletPage::writeSelected);
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
    connect(&wallet, &WalletBackend::currentAccountChanged, this, &WalletPage::writeHistory);
    connect(&wallet, &WalletBackend::historyChanged, this, &WalletPage::writeHistory);
    connect(&context.backends.network, &NetworkBackend::currentChanged, this, &WalletPage::writeBalance);
    connect(&context.theme, &Theme::changed, this, &WalletPage::writeLane);
    onLanguage([this] {
        m_accounts->setText(tr("Switch account"));
        m_offline->setText(tr("Offline signing"));
        m_contacts->setText(tr("Contacts"));
        m_messages->setText(tr("Messages"));
        m_table->setText(tr("Save as table…"));
        m_label->setPlaceholderText(tr("Label, for yourself"));
        m_label->setAccessibleName(tr("Label of the selected entry"));
        m_saveLabel->setText(tr("Save label"));
        m_keepContact->setText(tr("Save as contact"));
        m_further->setText(tr("Look further back"));
        m_balanceTitle->setText(tr("Balance"));
        m_send->setText(tr("Send"));
        m_receive->setText(tr("Receive"));
        m_stake->setText(tr("Stake"));
        m_faucet->setText(tr("Get play money"));
        m_historyTitle->setText(tr("History"));
        const QString names[] = {tr("All"), tr("Sent"), tr("Received"), tr("AINFT")};
        for (int i = 0; i < m_filters.size(); ++i) {
            m_filters[i]->setText(names[i]);
            m_filters[i]->setAccessibleName(tr("Show: %1").arg(names[i]));
        }
        m_search->setPlaceholderText(tr("Name, address, hash, amount, label"));
        m_search->setAccessibleName(tr("Search the history"));
        m_list->setAccessibleName(tr("History"));
        m_nothingFound->setTexts(tr("No entry fits this search."), tr("Show all"));
        m_model->retranslate();
        writeBalance();
        writeHistory();
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

QWidget *WalletPage::makeHistoryCard()
{
    auto *card = makeCard(this);
    auto *column = makeColumn(card, 10);
    column->setContentsMargins(metrics::CardPadding - 6, 16, metrics::CardPadding - 6, 14);
    auto *head = makeRow(nullptr, 10);
    head->setContentsMargins(6, 0, 6, 0);
    m_historyTitle = makeLabel(card, "heading");
    head->addWidget(m_historyTitle);
    auto *group = new QButtonGroup(card);
    m_model = new HistoryModel(m_context.backends.wallet, m_context.clock, this);
    m_proxy = new HistoryProxy(this);
    m_proxy->setSourceModel(m_model);
    for (int i = 0; i < 4; ++i) {
        auto *chip = makeButton(card, ButtonKind::Chip);
        m_filters.append(chip);
        group->addButton(chip, i);
        head->addWidget(chip);
        connect(chip, &QPushButton::clicked, this, [this, i] {
            m_proxy->setFilter(HistoryFilter(i));
            writeHistory();
        });
    }
    m_filters.first()->setChecked(true);
    head->addStretch();
    m_search = new QLineEdit(card);
    m_search->setFixedWidth(270);
    m_search->setMaxLength(512);
    m_table = makeButton(card, ButtonKind::Quiet);
    head->addWidget(m_table);
    head->addWidget(m_search);
    column->addLayout(head);

    m_historyStack = new QStackedWidget(card);
    m_list = new RowList(m_context.theme, card);
    m_list->setModel(m_proxy);
    m_empty = new EmptyState(m_context.theme, u"history"_s, card);
    m_nothingFound = new EmptyState(m_context.theme, u"history"_s, card);
    m_historyStack->addWidget(m_list);
    m_historyStack->addWidget(m_empty);
    m_historyStack->addWidget(m_nothingFound);
    column->addWidget(m_historyStack, 1);

    column->addWidget(makeSelectedRow(card));
    m_coverageBox = new QWidget(card);
    auto *coverage = makeRow(m_coverageBox, 10);
    coverage->setContentsMargins(6, 0, 6, 0);
    m_coverage = new TextLabel(card, "small");
    m_further = makeButton(card, ButtonKind::Small);
    coverage->addWidget(m_coverage, 1);
    coverage->addWidget(m_further);
    column->addWidget(m_coverageBox);

    m_lane = new QWidget(card);
    m_laneRow = makeRow(m_lane, 10);
    m_laneRow->setContentsMargins(6, 0, 6, 0);
    column->addWidget(m_lane);

    connect(m_list, &RowList::lampChosen, this, &WalletPage::showReceipt);
    auto *guard = new SecretGuard(
        m_search, [this] { m_error->show(Error{errors::SecretPasted, {}, {}}, tr("The search was cleared.")); });
    // The hash of a transaction has the shape of a key.
    guard->setAllowed([this](const QString &text) { return isKnownHash(text); });
    connect(m_search, &QLineEdit::textChanged, this, [this] {
        m_error->clear();
        m_proxy->setSearch(m_search->text());
        writeHistory();
    });
    connect(m_table, &QPushButton::clicked, this, &WalletPage::saveTable);
    connect(m_further, &QPushButton::clicked, this, &WalletPage::lookFurther);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (index.isValid())
            m_selected = index.data(IdRole).toString();
        writeSelected();
    });
    connect(m_empty, &EmptyState::stepChosen, this, [this] {
        if (!m_context.backends.wallet.currentAccount())
            Q_EMIT accountWanted();
        else if (m_context.backends.network.current().kind == NetworkKind::Practice)
            askFaucet();
        else
            m_receiveSheet->open();
    });
    connect(m_nothingFound, &EmptyState::stepChosen, this, [this] {
        m_search->clear();
        m_filters.first()->click();
    });
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
    if (!account)
        m_empty->setTexts(tr("There is no account on this network yet."), tr("Add an account"));
    else if (practice)
        m_empty->setTexts(tr("Nothing has happened yet. Get some play money and try everything without risk."),
                          tr("Get play money"));
    else
        m_empty->setTexts(tr("Nothing has happened yet. Share your address to receive AIN."), tr("Receive"));
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

ProofSubject WalletPage::historySubject(const HistoryRow &row) const
{
    ProofSubject subject;
    subject.kind = ProofSubject::Kind::Transaction;
    subject.id = row.id;
    subject.title = tr("Transaction");
    subject.value = row.amount.isZero() ? row.id : u"%1 · %2"_s.arg(Format::signedAin(row.amount), row.id);
    subject.proof = row.proof;
    return subject;
}

void WalletPage::showReceipt(const QModelIndex &index)
{
    const HistoryRow row = m_model->row(m_proxy->mapToSource(index).row());
    // Before it is final there is nothing to prove.
    if (row.stage != Stage::Final)
        return;
    m_proofSheet->show(historySubject(row));
    if (row.proof.standing() == light::Standing::Unproven && !row.proof.isChecking)
        m_context.backends.wallet.proveTransaction(row.id).detach(); // the row changes with what comes of it
}

void WalletPage::writeHistory()
{
    for (const HistoryRow &row : m_context.backends.wallet.history())
        m_proofSheet->refresh(historySubject(row));

    if (m_model->rowCount() == 0)
        m_historyStack->setCurrentWidget(m_empty);
    else if (m_proxy->rowCount() == 0)
        m_historyStack->setCurrentWidget(m_nothingFound);
    else
        m_historyStack->setCurrentWidget(m_list);
    // A list that was read again is no reason to lose one's place in it.
    if (!m_list->currentIndex().isValid() && !m_selected.isEmpty() && m_proxy->rowCount() > 0) {
        const auto again = m_proxy->match(m_proxy->index(0, 0), IdRole, m_selected, 1, Qt::MatchExactly);
        if (!again.isEmpty())
            m_list->setCurrentIndex(again.first());
    }
    m_table->setVisible(m_model->rowCount() > 0);
    writeSelected();
    writeCoverage();
    writeLane();
}

QWidget *WalletPage::makeSelectedRow(QWidget *card)
{
    m_selectedBox = new QWidget(card);
    auto *row = makeRow(m_selectedBox, 10);
    row->setContentsMargins(6, 0, 6, 0);
    m_selectedAddress = new AddressLabel(m_context.theme, m_selectedBox);
    m_label = new QLineEdit(m_selectedBox);
    m_label->setMaxLength(512);
    m_saveLabel = makeButton(m_selectedBox, ButtonKind::Small);
    m_keepContact = makeButton(m_selectedBox, ButtonKind::Small);
    row->addWidget(m_selectedAddress);
    row->addWidget(m_keepContact);
    row->addWidget(m_label, 1);
    row->addWidget(m_saveLabel);
    m_selectedBox->hide();
    new SecretGuard(m_label,
                    [this] { m_error->show(Error{errors::SecretPasted, {}, {}}, tr("The label was cleared.")); });
    connect(m_saveLabel, &QPushButton::clicked, this, &WalletPage::saveLabel);
    connect(m_label, &QLineEdit::returnPressed, this, &WalletPage::saveLabel);
    connect(m_keepContact, &QPushButton::clicked, this, [this] {
        if (const auto selected = selectedRow())
            m_contactsSheet->openFor(selected->address);
    });
    return m_selectedBox;
}

std::optional<HistoryRow> WalletPage::selectedRow() const
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return std::nullopt;
    return m_model->row(m_proxy->mapToSource(index).row());
}

void WalletPage::writeSelected()
{
    const auto row = selectedRow();
    // One line for either: the list has little room in a small window.
    m_selectedBox->setVisible(row.has_value());
    m_coverageBox->setVisible(!row);
    if (!row)
        return;
    m_selectedAddress->setVisible(!row->address.isEmpty());
    m_selectedAddress->setAddress(row->address);
    bool isKept = row->address.isEmpty();
    for (const Contact &contact : m_context.backends.contacts.contacts())
        isKept = isKept || contact.address == row->address;
    for (const Account &account : m_context.backends.wallet.accounts())
        isKept = isKept || account.address == row->address;
    m_keepContact->setVisible(!isKept);
    if (!m_label->hasFocus() || m_label->property("hash").toString() != row->id)
        m_label->setText(row->memo);
    m_label->setProperty("hash", row->id);
}

void WalletPage::saveLabel()
{
    const auto row = selectedRow();
    if (!row)
        return;
    m_error->clear();
    m_context.backends.contacts.setLabel(row->id, m_label->text().trimmed()).then(this, [this](const Result<> &result) {
        if (!result)
            m_error->show(result.error(), tr("The label was not saved."));
    });
}

void WalletPage::saveTable()
{
    m_error->clear();
    m_pickTable(u"ain-history.csv"_s, [this](const QString &path) {
        m_context.backends.wallet.saveHistory(path).then(this, [this](const Result<> &result) {
            if (!result)
                m_error->show(result.error(), tr("The table was not written."));
        });
    });
}

void WalletPage::lookFurther()
{
    m_error->clear();
    // First a month, then everything: a click more is less than hours of looking that nobody asked for.
    const bool all = m_further->property("all").toBool();
    m_further->setProperty("all", true);
    m_context.backends.wallet.lookFurtherBack(all).then(this, [this](const Result<> &result) {
        if (!result)
            m_error->show(result.error(), tr("Not every block was looked through."));
        writeCoverage();
    });
}

void WalletPage::writeCoverage()
{
    const HistoryCoverage coverage = m_context.backends.wallet.historyCoverage();
    m_further->setEnabled(!coverage.isRunning);
    m_further->setVisible(m_context.backends.wallet.currentAccount().has_value() && coverage.from != 0);
    if (coverage.isRunning && coverage.total > 1)
        m_coverage->setText(tr("Looking for payments: %1 of %2 blocks")
                                .arg(Format::number(coverage.done), Format::number(coverage.total)));
    else if (coverage.from < 0)
        m_coverage->setText(tr("No block was looked through yet: what others sent you is not listed."));
    else if (coverage.from == 0)
        m_coverage->setText(tr("Complete: every block up to %1 was looked through.").arg(Format::number(coverage.to)));
    else
        m_coverage->setText(tr("What others sent you is listed from block %1 to %2; older blocks were not looked "
                               "through.")
                                .arg(Format::number(coverage.from), Format::number(coverage.to)));
}

bool WalletPage::isKnownHash(const QString &text) const
{
    const QString wanted = text.trimmed();
    for (const HistoryRow &row : m_context.backends.wallet.history()) {
        if (row.id.compare(wanted, Qt::CaseInsensitive) == 0 || row.id.mid(2).compare(wanted, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

void WalletPage::writeLane()
{
    while (QLayoutItem *item = m_laneRow->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    const auto lane = m_context.backends.wallet.nonceLane();
    m_lane->setVisible(!lane.isEmpty());
    if (lane.isEmpty())
        return;
    auto *title = makeLabel(m_lane, "heading");
    title->setText(tr("Nonce lane"));
    title->setToolTip(tr("Transactions of an account go one after another, by number."));
    m_laneRow->addWidget(title);
    std::optional<NonceEntry> blocking;
    // The newest few are enough; older ones are in the history.
    const qsizetype first = std::max<qsizetype>(0, lane.size() - 6);
    for (qsizetype i = first; i < lane.size(); ++i) {
        const NonceEntry &entry = lane.at(i);
        auto *chip = makeLabel(m_lane);
        const bool settled = entry.stage == Stage::Final;
        chip->setText(settled ? tr("#%1 ✓").arg(entry.nonce)
                              : tr("#%1 %2").arg(QString::number(entry.nonce), Format::stage(entry.stage)));
        paintLaneChip(chip, m_context.theme.tokens(),
                      entry.blocking ? Tone::Bad
                          : settled  ? Tone::Plain
                                     : Format::stageTone(entry.stage));
        m_laneRow->addWidget(chip);
        if (entry.blocking && !blocking)
            blocking = entry;
    }
    auto *words = makeLabel(m_lane, "muted");
    words->setText(blocking ? tr("#%1 blocks the others").arg(blocking->nonce) : tr("nothing is blocked"));
    m_laneRow->addWidget(words);
    m_laneRow->addStretch();
    if (blocking) {
        auto *fix = makeButton(m_lane, ButtonKind::Small);
        fix->setText(tr("Free the lane"));
        connect(fix, &QPushButton::clicked, this, [this, entry = *blocking] {
            m_replaceSheet->setTransaction(entry);
            m_replaceSheet->open();
        });
        m_laneRow->addWidget(fix);
    }
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
