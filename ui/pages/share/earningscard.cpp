#include "ui/pages/share/earningscard.h"

#include "ui/format.h"
#include "ui/pages/common/filepicker.h"
#include "ui/pages/share/earningsmodel.h"
#include "ui/widgets/addresslabel.h"
#include "ui/widgets/amountlabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/rowlist.h"

#include <QLocale>
#include <QScrollArea>
#include <QTimer>

#include <algorithm>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int FigurePixels = 22;
constexpr int RowHeight = 64;
constexpr int MostRows = 4; ///< beyond them the list scrolls

constexpr std::array<TabStanding, 4> Standings = {TabStanding::Owed, TabStanding::Signed, TabStanding::Settled,
                                                  TabStanding::Proven};

} // namespace

EarningsCard::EarningsCard(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_title(new TextLabel(this, "heading")),
      m_save(makeButton(this, ButtonKind::Small)),
      m_error(new ErrorBanner(context.theme, this)),
      m_note(new NoticeCard(context.theme, Tone::Plain, this)),
      m_summary(new TextLabel(this, "muted")),
      m_model(new EarningsModel(context.clock, this)),
      m_list(new RowList(context.theme, this)),
      m_empty(new EmptyState(context.theme, u"share"_s, this))
{
    setProperty("ain", u"card"_s);
    auto *column = makeColumn(this, 12);
    column->setContentsMargins(metrics::CardPadding, metrics::CardPadding, metrics::CardPadding, metrics::CardPadding);
    auto *head = makeRow(nullptr, 8);
    head->addWidget(m_title, 1);
    head->addWidget(m_save);
    column->addLayout(head);
    column->addWidget(m_error);
    column->addWidget(m_note);
    column->addLayout(makeFigures());
    column->addWidget(m_summary);
    column->addWidget(m_list);
    column->addWidget(makeDetail());
    column->addWidget(m_empty);
    m_list->setModel(m_model);
    m_pick = [this](const QString &name, const std::function<void(const QString &)> &chosen) {
        pickFileToSave(this, tr("Save what was earned"), name, tr("Table (*.csv)"), chosen);
    };

    connect(m_save, &QPushButton::clicked, this, &EarningsCard::save);
    connect(m_cash, &QPushButton::clicked, this, &EarningsCard::cash);
    connect(m_empty, &EmptyState::stepChosen, this, [this] {
        if (m_context.backends.share.settings().isOn)
            Q_EMIT sensorsWanted();
        else
            m_context.backends.share.turnOn();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (index.isValid())
            m_chosen = index.data(IdRole).toString();
        writeChosen();
        // What was chosen is explained below the list, which may be out of sight.
        if (index.isValid() && m_list->hasFocus())
            QTimer::singleShot(0, this, &EarningsCard::showDetail);
    });
    connect(&context.backends.earnings, &EarningsBackend::changed, this, &EarningsCard::write);
    connect(&context.backends.share, &ShareBackend::changed, this, [this] {
        if (m_empty->isVisibleTo(this))
            write();
    });
    onLanguage([this] {
        m_title->setText(tr("Earnings"));
        m_save->setText(tr("Save CSV…"));
        m_save->setToolTip(tr("Every tab as a table, for a spreadsheet or your taxes"));
        m_list->setAccessibleName(tr("Tabs of requesters"));
        m_cash->setText(tr("Ask for payment"));
        const QString names[] = {tr("Delivered"), tr("Signed for"), tr("Paid"), tr("Paid and proven")};
        for (std::size_t i = 0; i < m_figures.size(); ++i)
            m_figures[i].name->setText(names[i]);
        m_model->retranslate();
        write();
    });
}

QLayout *EarningsCard::makeFigures()
{
    auto *row = makeRow(nullptr, 16);
    for (Sum &sum : m_figures) {
        auto *column = makeColumn(nullptr, 6);
        sum.name = new TextLabel(this, "small");
        sum.amount = new AmountLabel(m_context.theme, FigurePixels, this);
        sum.lamp = new ProofLamp(m_context.theme, this);
        // It only tells; what it says stands in its tooltip and name.
        sum.lamp->setFocusPolicy(Qt::NoFocus);
        column->addWidget(sum.name);
        column->addWidget(sum.amount);
        column->addWidget(sum.lamp, 0, Qt::AlignLeft);
        row->addLayout(column, 1);
    }
    return row;
}

QWidget *EarningsCard::makeDetail()
{
    m_detail = new QWidget(this);
    auto *column = makeColumn(m_detail, 8);
    m_address = new AddressLabel(m_context.theme, m_detail);
    m_meaning = new TextLabel(m_detail, "muted");
    m_problem = new ErrorBanner(m_context.theme, m_detail);
    m_cash = makeButton(m_detail);
    m_hash = makeLabel(m_detail, "muted");
    m_hash->setFont(Theme::mono(12));
    m_hash->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *row = makeRow(nullptr, 12);
    row->addWidget(m_meaning, 1);
    row->addWidget(m_cash, 0, Qt::AlignTop);
    column->addWidget(makeDivider(m_detail));
    column->addWidget(m_address, 0, Qt::AlignLeft);
    column->addLayout(row);
    column->addWidget(m_hash);
    column->addWidget(m_problem);
    return m_detail;
}

QString EarningsCard::summary() const { return m_summary->plainText(); }

QString EarningsCard::detail() const { return m_detail->isHidden() ? QString() : m_meaning->plainText(); }

void EarningsCard::write()
{
    EarningsBackend &backend = m_context.backends.earnings;
    using Readiness = EarningsBackend::Readiness;
    const Readiness readiness = backend.readiness();
    const Earnings earnings = backend.earnings();
    const bool isReady = readiness == Readiness::Ready;
    const bool hasTabs = isReady && !earnings.tabs.isEmpty();

    const QString note = readiness == Readiness::NoNetwork
        ? tr("No network is open, so nobody can tell what was earned.")
        : readiness == Readiness::Locked  ? tr("The vault is locked: amounts are not shown.")
        : readiness == Readiness::Reading ? tr("The books are being read …")
                                          : QString();
    m_note->setVisible(!note.isEmpty());
    m_note->setText(note);
    const auto error = backend.error();
    const bool isUnread = readiness == Readiness::Failed && error;
    if (isUnread)
        m_error->show(*error, tr("What was earned could not be read."));
    else if (m_isUnread || !isReady)
        m_error->clear(); // what went wrong with a payment stays
    m_isUnread = isUnread;
    writeFigures(earnings);
    m_summary->setVisible(hasTabs);
    m_save->setEnabled(hasTabs);

    m_model->setTabs(earnings.tabs);
    m_list->setVisible(hasTabs);
    m_list->setFixedHeight(std::min<int>(MostRows, std::max(1, m_model->rowCount())) * RowHeight + 4);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->index(row).data(IdRole).toString() == m_chosen)
            m_list->setCurrentIndex(m_model->index(row));
    }
    m_empty->setVisible(isReady && !hasTabs);
    const bool isOn = m_context.backends.share.settings().isOn;
    m_empty->setTexts(isOn ? tr("Nothing was earned on this network yet. Sharing is on; work is taken when nothing "
                                "stands in the way.")
                           : tr("Nothing was earned on this network yet."),
                      isOn ? tr("What does it wait for?") : tr("Share this GPU"));
    writeChosen();
}

void EarningsCard::writeFigures(const Earnings &earnings)
{
    const bool isReady = m_context.backends.earnings.readiness() == EarningsBackend::Readiness::Ready;
    const Amount sums[] = {earnings.owed, earnings.inVouchers, earnings.settled, earnings.proven};
    const QString words[] = {tr("not signed yet"), tr("not paid yet"), tr("not proven"), tr("proven")};
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
        m_figures[i].amount->setAmount(isReady ? std::optional(sums[i]) : std::nullopt);
        // Where there is nothing, nothing is sure or unsure.
        const bool isThere = isReady && !sums[i].isZero();
        m_figures[i].lamp->setState(isThere ? standingShape(Standings[i]) : LampShape::Ring,
                                    isThere ? standingTone(Standings[i]) : Tone::Plain, words[i],
                                    standingSentence(Standings[i]));
    }
    QStringList parts;
    parts += tr("%n job(s), %1 megapixel-steps", nullptr, earnings.jobs).arg(QLocale().toString(earnings.mps, 'f', 1));
    parts += tr("fees of %1 were paid by the requesters").arg(Format::ain(earnings.fees));
    if (!earnings.unpaid.isZero())
        parts += tr("%1 will not be paid any more").arg(Format::ain(earnings.unpaid));
    m_summary->setText(parts.join(u" · "_s));
}

void EarningsCard::writeChosen()
{
    const QModelIndex index = m_list->currentIndex();
    const bool has = index.isValid() && m_list->isVisibleTo(this);
    m_detail->setVisible(has);
    if (!has)
        return;
    const EarningTab &tab = m_model->tab(index.row());
    m_address->setAddress(tab.requester);
    QStringList meaning{standingSentence(tab.standing)};
    const qint64 now = m_context.clock.nowMs();
    if (tab.problem && tab.nextTryMs > now)
        meaning += tr("It is tried again by itself: %1").arg(Format::day(tab.nextTryMs, now));
    m_meaning->setText(meaning.join(u' '));
    m_hash->setVisible(!tab.txHash.isEmpty());
    m_hash->setText(Format::address(tab.txHash));
    m_hash->setAccessibleName(tr("Transaction: %1").arg(tab.txHash));
    m_cash->setVisible(tab.canCash);
    m_cash->setEnabled(!m_isCashing);
    if (tab.problem)
        m_problem->show(*tab.problem, tr("Why it is not paid"));
    else
        m_problem->clear();
}

void EarningsCard::showDetail()
{
    for (QWidget *widget = parentWidget(); widget != nullptr; widget = widget->parentWidget()) {
        if (auto *scroll = qobject_cast<QScrollArea *>(widget); scroll != nullptr && m_detail->isVisible()) {
            scroll->ensureWidgetVisible(m_detail, 0, metrics::Gap);
            return;
        }
    }
}

void EarningsCard::cash()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid() || m_isCashing)
        return;
    const EarningTab tab = m_model->tab(index.row());
    m_isCashing = true;
    m_error->clear();
    writeChosen();
    m_context.backends.earnings.cash(tab.session, tab.seq).then(this, [this](const Result<> &result) {
        m_isCashing = false;
        if (!result)
            m_error->show(result.error(), tr("The payment could not be asked for."));
        writeChosen();
    });
}

void EarningsCard::save()
{
    m_pick(u"ain-earnings.csv"_s, [this](const QString &path) {
        m_context.backends.earnings.saveCsv(path).then(this, [this](const Result<> &result) {
            if (!result)
                m_error->show(result.error(), tr("The table was not saved."));
            else
                m_error->clear();
        });
    });
}

} // namespace ain::ui
