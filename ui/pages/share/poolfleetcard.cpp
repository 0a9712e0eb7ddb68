#include "ui/pages/share/poolfleetcard.h"

#include "ui/format.h"
#include "ui/pages/share/poolboxmodel.h"
#include "ui/pages/share/poolinvitesheet.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/rowlist.h"

#include <QLocale>

#include <algorithm>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int RowHeight = 64;
constexpr int MostRows = 6; ///< beyond them the list scrolls
constexpr double MinutesInHour = 60;

} // namespace

PoolFleetCard::PoolFleetCard(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_title(new TextLabel(this, "heading")),
      m_invite(makeButton(this, ButtonKind::Small)),
      m_summary(new TextLabel(this, "muted")),
      m_error(new ErrorBanner(context.theme, this)),
      m_model(new PoolBoxModel(context.clock, this)),
      m_list(new RowList(context.theme, this)),
      m_line(makeDivider(this)),
      m_drawHint(new TextLabel(this, "muted")),
      m_draw(makeButton(this))
{
    setProperty("ain", u"card"_s);
    auto *column = makeColumn(this, 12);
    column->setContentsMargins(metrics::CardPadding, metrics::CardPadding, metrics::CardPadding, metrics::CardPadding);
    auto *head = makeRow(nullptr, 8);
    head->addWidget(m_title, 1);
    head->addWidget(m_invite);
    column->addLayout(head);
    column->addWidget(m_summary);
    column->addWidget(m_error);
    column->addWidget(m_list);
    column->addWidget(makeRemove());
    column->addWidget(m_line);
    auto *drawing = makeRow(nullptr, 12);
    drawing->addWidget(m_drawHint, 1);
    drawing->addWidget(m_draw);
    column->addLayout(drawing);
    m_list->setModel(m_model);

    connect(m_invite, &QPushButton::clicked, this, [this] { inviteSheet()->open(); });
    connect(m_draw, &QPushButton::clicked, this, &PoolFleetCard::draw);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (!index.isValid())
            return;
        m_chosen = index.data(IdRole).toString();
        m_asking->hide();
        writeChosen();
    });
    onLanguage([this] {
        m_title->setText(tr("Boxes"));
        m_invite->setText(tr("Invite a box…"));
        m_list->setAccessibleName(tr("Computers of the pool"));
        m_remove->setText(tr("Let it in no more…"));
        m_confirm->setText(tr("Let it in no more"));
        m_keep->setText(tr("Keep it"));
        m_draw->setText(tr("Draw with my boxes"));
        m_model->retranslate();
        write(m_state, m_fleet);
    });
}

QWidget *PoolFleetCard::makeRemove()
{
    auto *box = new QWidget(this);
    auto *column = makeColumn(box, 8);
    m_remove = makeButton(box, ButtonKind::Small);
    m_asking = new QWidget(box);
    auto *asking = makeColumn(m_asking, 8);
    m_question = new NoticeCard(m_context.theme, Tone::Warn, m_asking);
    m_confirm = makeButton(m_asking, ButtonKind::Danger);
    m_keep = makeButton(m_asking);
    auto *answers = makeRow(nullptr, 8);
    answers->addWidget(m_confirm);
    answers->addWidget(m_keep);
    answers->addStretch();
    asking->addWidget(m_question);
    asking->addLayout(answers);
    m_asking->hide();
    column->addWidget(m_remove, 0, Qt::AlignLeft);
    column->addWidget(m_asking);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_asking->show();
        m_remove->hide();
        m_keep->setFocus();
    });
    connect(m_keep, &QPushButton::clicked, this, [this] {
        m_asking->hide();
        writeChosen();
    });
    connect(m_confirm, &QPushButton::clicked, this, &PoolFleetCard::remove);
    return box;
}

PoolInviteSheet *PoolFleetCard::inviteSheet()
{
    if (m_sheet == nullptr)
        m_sheet = new PoolInviteSheet(m_context, this);
    return m_sheet;
}

QString PoolFleetCard::summary() const { return m_summary->plainText(); }

QString PoolFleetCard::drawText() const { return m_drawHint->plainText(); }

const PoolBox *PoolFleetCard::chosen() const
{
    const QModelIndex index = m_list->currentIndex();
    return index.isValid() && index.row() < m_model->rowCount() ? &m_model->box(index.row()) : nullptr;
}

void PoolFleetCard::remove()
{
    m_asking->hide();
    const PoolBox *box = chosen();
    if (box == nullptr)
        return;
    PoolBackend &pool = m_context.backends.pool;
    const auto removed = pool.removeBox(box->name);
    m_refused = removed ? std::nullopt : std::optional(removed.error());
    m_refusedWhat = tr("The box is still let in.");
    write(pool.state(), pool.fleet());
}

void PoolFleetCard::draw()
{
    const QList<recipe::GenerationRequest> requests = m_prompt ? m_prompt() : QList<recipe::GenerationRequest>();
    const bool hasWords = std::any_of(requests.cbegin(), requests.cend(), [](const recipe::GenerationRequest &request) {
        return !request.prompt.trimmed().isEmpty();
    });
    m_isPromptMissing = !hasWords;
    m_refused.reset();
    if (hasWords) {
        m_isSubmitting = true;
        m_context.backends.pool.draw(requests).then(this, [this](const Result<int> &drawn) {
            m_isSubmitting = false;
            if (!drawn && drawn.error().code != errors::Cancelled)
                m_refused = drawn.error();
            m_refusedWhat = tr("The pool does not draw this.");
            write(m_context.backends.pool.state(), m_context.backends.pool.fleet());
        });
    }
    tell();
    writeAsking();
}

void PoolFleetCard::write(const PoolState &state, const PoolFleet &fleet)
{
    m_state = state;
    m_fleet = fleet;
    m_invite->setVisible(state.seat == PoolSeat::Hub);
    m_invite->setEnabled(!state.isLeaving);
    m_model->setBoxes(fleet.boxes);
    const int rows = m_model->rowCount();
    m_list->setVisible(rows > 0);
    m_list->setFixedHeight(std::clamp(rows, 1, MostRows) * RowHeight + 4);
    for (int row = 0; row < rows; ++row) {
        if (m_model->box(row).name == m_chosen && m_list->currentIndex().row() != row)
            m_list->setCurrentIndex(m_model->index(row));
    }
    writeSummary();
    writeChosen();
    writeAsking();
    tell();
}

void PoolFleetCard::writeSummary()
{
    if (m_fleet.isSeen) {
        const double perMinute = double(m_fleet.lastHour) / MinutesInHour;
        const auto working = std::count_if(m_fleet.boxes.cbegin(), m_fleet.boxes.cend(),
                                           [](const PoolBox &box) { return box.state != PoolBoxState::Unseen; });
        const QStringList words{tr("%n at work", nullptr, int(working)),
                                tr("%n picture(s) in the last hour, %1 a minute", nullptr, int(m_fleet.lastHour))
                                    .arg(QLocale().toString(perMinute, 'f', 1)),
                                tr("%n in the queue", nullptr, int(m_fleet.queued))};
        m_summary->setText(words.join(u" · "_s));
        return;
    }
    const bool isDown = m_state.seat == PoolSeat::Hub && m_state.serving != PoolServing::Open
        && m_state.serving != PoolServing::Elsewhere;
    m_summary->setText(isDown              ? tr("While the pool is not served, nobody works for it.")
                           : m_fleet.error ? tr("Who works now is not known.")
                                           : tr("Looking who works…"));
}

void PoolFleetCard::writeChosen()
{
    const PoolBox *box = chosen();
    const bool canRemove = box != nullptr && box->isKnown && !box->isHub && m_state.seat == PoolSeat::Hub;
    if (!canRemove)
        m_asking->hide();
    m_remove->setVisible(canRemove && m_asking->isHidden());
    if (canRemove)
        m_question->setText(
            tr("“%1” loses its connection at once. To come back, it needs a new invitation.").arg(box->name));
}

void PoolFleetCard::writeAsking()
{
    const bool mayAsk = m_state.role == PoolRole::Member && m_state.seat != PoolSeat::None;
    for (QWidget *widget :
         {static_cast<QWidget *>(m_line), static_cast<QWidget *>(m_drawHint), static_cast<QWidget *>(m_draw)})
        widget->setVisible(mayAsk && m_prompt != nullptr);
    m_draw->setEnabled(!m_isSubmitting && !m_state.isLeaving);
    if (m_isPromptMissing) {
        m_drawHint->setText(tr("Write what is to be seen on the Studio page first."));
        return;
    }
    QStringList words;
    if (m_isSubmitting)
        words.append(tr("Handing the work out…"));
    if (m_state.waiting > 0)
        words.append(tr("%n picture(s) to come", nullptr, int(m_state.waiting)));
    if (m_state.arrived > 0)
        words.append(tr("%n came into the gallery", nullptr, int(m_state.arrived)));
    m_drawHint->setText(words.isEmpty()
                            ? tr("Draws what stands on the Studio page now, with a model that one of the boxes has. "
                                 "The pictures come into your gallery.")
                            : words.join(u" · "_s));
}

void PoolFleetCard::tell()
{
    std::optional<Error> error = m_refused;
    QString what = m_refusedWhat;
    if (!error && m_state.askError) {
        error = m_state.askError;
        what = tr("A picture did not come.");
    } else if (!error) {
        error = m_fleet.error;
        what = QString();
    }
    const QString told = error ? what + error->code.toString() : QString();
    if (told == m_told)
        return;
    m_told = told;
    if (error)
        m_error->show(*error, what);
    else
        m_error->clear();
}

} // namespace ain::ui
