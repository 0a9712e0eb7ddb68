#include "ui/pages/wallet/historycard.h"

#include "core/crypto/secretshape.h"
#include "ui/format.h"
#include "ui/pages/common/filepicker.h"
#include "ui/pages/common/proofsheet.h"
#include "ui/pages/wallet/historymodel.h"
#include "ui/widgets/addresslabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/prooflamp.h"
#include "ui/widgets/rowlist.h"
#include "ui/widgets/secretguard.h"

#include <QButtonGroup>
#include <QLineEdit>
#include <QStackedWidget>

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

HistoryCard::HistoryCard(Context &context, ErrorBanner &error, ProofSheet &proof, QWidget *parent)
    : View(parent), m_context(context), m_error(error), m_proof(proof)
{
    setProperty("ain", u"card"_s);
    auto *column = makeColumn(this, 10);
    column->setContentsMargins(metrics::CardPadding - 6, 16, metrics::CardPadding - 6, 14);
    auto *head = makeRow(nullptr, 10);
    head->setContentsMargins(6, 0, 6, 0);
    m_title = makeLabel(this, "heading");
    head->addWidget(m_title);
    auto *group = new QButtonGroup(this);
    m_model = new HistoryModel(m_context.backends.wallet, m_context.clock, this);
    m_proxy = new HistoryProxy(this);
    m_proxy->setSourceModel(m_model);
    for (int i = 0; i < 4; ++i) {
        auto *chip = makeButton(this, ButtonKind::Chip);
        m_filters.append(chip);
        group->addButton(chip, i);
        head->addWidget(chip);
        connect(chip, &QPushButton::clicked, this, [this, i] {
            m_proxy->setFilter(HistoryFilter(i));
            write();
        });
    }
    m_filters.first()->setChecked(true);
    head->addStretch();
    m_search = new QLineEdit(this);
    m_search->setFixedWidth(270);
    m_search->setMaxLength(512);
    m_table = makeButton(this, ButtonKind::Quiet);
    head->addWidget(m_table);
    head->addWidget(m_search);
    column->addLayout(head);

    m_stack = new QStackedWidget(this);
    m_list = new RowList(m_context.theme, this);
    m_list->setModel(m_proxy);
    m_empty = new EmptyState(m_context.theme, u"history"_s, this);
    m_nothingFound = new EmptyState(m_context.theme, u"history"_s, this);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_nothingFound);
    column->addWidget(m_stack, 1);

    column->addWidget(makeSelectedRow());
    m_coverageBox = new QWidget(this);
    auto *coverage = makeRow(m_coverageBox, 10);
    coverage->setContentsMargins(6, 0, 6, 0);
    m_coverage = new TextLabel(this, "small");
    m_further = makeButton(this, ButtonKind::Small);
    coverage->addWidget(m_coverage, 1);
    coverage->addWidget(m_further);
    column->addWidget(m_coverageBox);

    m_lane = new QWidget(this);
    m_laneRow = makeRow(m_lane, 10);
    m_laneRow->setContentsMargins(6, 0, 6, 0);
    column->addWidget(m_lane);

    connect(m_list, &RowList::lampChosen, this, &HistoryCard::showReceipt);
    auto *guard = new SecretGuard(
        m_search, [this] { m_error.show(Error{errors::SecretPasted, {}, {}}, tr("The search was cleared.")); });
    // The hash of a transaction has the shape of a key.
    guard->setAllowed([this](const QString &text) { return isKnownHash(text); });
    connect(m_search, &QLineEdit::textChanged, this, [this] {
        m_error.clear();
        m_proxy->setSearch(m_search->text());
        write();
    });
    connect(m_table, &QPushButton::clicked, this, &HistoryCard::saveTable);
    connect(m_further, &QPushButton::clicked, this, &HistoryCard::lookFurther);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (index.isValid())
            m_selected = index.data(IdRole).toString();
        writeSelected();
    });
    connect(m_empty, &EmptyState::stepChosen, this, [this] {
        if (!m_context.backends.wallet.currentAccount())
            Q_EMIT accountWanted();
        else if (m_context.backends.network.current().kind == NetworkKind::Practice)
            Q_EMIT faucetWanted();
        else
            Q_EMIT receiveWanted();
    });
    connect(m_nothingFound, &EmptyState::stepChosen, this, [this] {
        m_search->clear();
        m_filters.first()->click();
    });
    m_pickTable = [this](const QString &suggested, const auto &chosen) {
        pickFileToSave(this, tr("Save the history"), suggested, tr("Table (*.csv)"), chosen);
    };
    const auto &wallet = context.backends.wallet;
    connect(&wallet, &WalletBackend::currentAccountChanged, this, &HistoryCard::write);
    connect(&wallet, &WalletBackend::accountsChanged, this, &HistoryCard::writeEmpty);
    connect(&context.backends.network, &NetworkBackend::currentChanged, this, &HistoryCard::writeEmpty);
    connect(&wallet, &WalletBackend::historyChanged, this, &HistoryCard::write);
    connect(&context.backends.contacts, &ContactsBackend::changed, this, &HistoryCard::writeSelected);
    connect(&context.theme, &Theme::changed, this, &HistoryCard::writeLane);
    onLanguage([this] {
        m_table->setText(tr("Save as table…"));
        m_label->setPlaceholderText(tr("Label, for yourself"));
        m_label->setAccessibleName(tr("Label of the selected entry"));
        m_saveLabel->setText(tr("Save label"));
        m_keepContact->setText(tr("Save as contact"));
        m_further->setText(tr("Look further back"));
        m_title->setText(tr("History"));
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
        write();
    });
}

ProofSubject HistoryCard::historySubject(const HistoryRow &row) const
{
    ProofSubject subject;
    subject.kind = ProofSubject::Kind::Transaction;
    subject.id = row.id;
    subject.title = tr("Transaction");
    subject.value = row.amount.isZero() ? row.id : u"%1 · %2"_s.arg(Format::signedAin(row.amount), row.id);
    subject.proof = row.proof;
    return subject;
}

void HistoryCard::showReceipt(const QModelIndex &index)
{
    const HistoryRow row = m_model->row(m_proxy->mapToSource(index).row());
    // Before it is final there is nothing to prove.
    if (row.stage != Stage::Final)
        return;
    m_proof.show(historySubject(row));
    if (row.proof.standing() == light::Standing::Unproven && !row.proof.isChecking)
        m_context.backends.wallet.proveTransaction(row.id).detach(); // the row changes with what comes of it
}

void HistoryCard::write()
{
    for (const HistoryRow &row : m_context.backends.wallet.history())
        m_proof.refresh(historySubject(row));

    if (m_model->rowCount() == 0)
        m_stack->setCurrentWidget(m_empty);
    else if (m_proxy->rowCount() == 0)
        m_stack->setCurrentWidget(m_nothingFound);
    else
        m_stack->setCurrentWidget(m_list);
    // A list that was read again is no reason to lose one's place in it.
    if (!m_list->currentIndex().isValid() && !m_selected.isEmpty() && m_proxy->rowCount() > 0) {
        const auto again = m_proxy->match(m_proxy->index(0, 0), IdRole, m_selected, 1, Qt::MatchExactly);
        if (!again.isEmpty())
            m_list->setCurrentIndex(again.first());
    }
    m_table->setVisible(m_model->rowCount() > 0);
    writeEmpty();
    writeSelected();
    writeCoverage();
    writeLane();
}

void HistoryCard::writeEmpty()
{
    if (!m_context.backends.wallet.currentAccount())
        m_empty->setTexts(tr("There is no account on this network yet."), tr("Add an account"));
    else if (m_context.backends.network.current().kind == NetworkKind::Practice)
        m_empty->setTexts(tr("Nothing has happened yet. Get some play money and try everything without risk."),
                          tr("Get play money"));
    else
        m_empty->setTexts(tr("Nothing has happened yet. Share your address to receive AIN."), tr("Receive"));
}

QWidget *HistoryCard::makeSelectedRow()
{
    m_selectedBox = new QWidget(this);
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
                    [this] { m_error.show(Error{errors::SecretPasted, {}, {}}, tr("The label was cleared.")); });
    connect(m_saveLabel, &QPushButton::clicked, this, &HistoryCard::saveLabel);
    connect(m_label, &QLineEdit::returnPressed, this, &HistoryCard::saveLabel);
    connect(m_keepContact, &QPushButton::clicked, this, [this] {
        if (const auto selected = selectedRow())
            Q_EMIT contactWanted(selected->address);
    });
    return m_selectedBox;
}

std::optional<HistoryRow> HistoryCard::selectedRow() const
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return std::nullopt;
    return m_model->row(m_proxy->mapToSource(index).row());
}

void HistoryCard::writeSelected()
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

void HistoryCard::saveLabel()
{
    const auto row = selectedRow();
    if (!row)
        return;
    m_error.clear();
    m_context.backends.contacts.setLabel(row->id, m_label->text().trimmed()).then(this, [this](const Result<> &result) {
        if (!result)
            m_error.show(result.error(), tr("The label was not saved."));
    });
}

void HistoryCard::saveTable()
{
    m_error.clear();
    m_pickTable(u"ain-history.csv"_s, [this](const QString &path) {
        m_context.backends.wallet.saveHistory(path).then(this, [this](const Result<> &result) {
            if (!result)
                m_error.show(result.error(), tr("The table was not written."));
        });
    });
}

void HistoryCard::lookFurther()
{
    m_error.clear();
    // First a month, then everything: a click more is less than hours of looking that nobody asked for.
    const bool all = m_further->property("all").toBool();
    m_further->setProperty("all", true);
    m_context.backends.wallet.lookFurtherBack(all).then(this, [this](const Result<> &result) {
        if (!result)
            m_error.show(result.error(), tr("Not every block was looked through."));
        writeCoverage();
    });
}

void HistoryCard::writeCoverage()
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

bool HistoryCard::isKnownHash(const QString &text) const
{
    const QString wanted = text.trimmed();
    for (const HistoryRow &row : m_context.backends.wallet.history()) {
        if (row.id.compare(wanted, Qt::CaseInsensitive) == 0 || row.id.mid(2).compare(wanted, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

void HistoryCard::writeLane()
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
        connect(fix, &QPushButton::clicked, this, [this, entry = *blocking] { Q_EMIT replaceWanted(entry); });
        m_laneRow->addWidget(fix);
    }
}

} // namespace ain::ui
