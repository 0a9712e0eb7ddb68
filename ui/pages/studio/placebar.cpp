#include "ui/pages/studio/placebar.h"

#include "ui/format.h"
#include "ui/text/errortext.h"
#include "ui/widgets/make.h"

#include <QButtonGroup>

namespace ain::ui {

using namespace Qt::StringLiterals;

PlaceBar::PlaceBar(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_here(makeButton(this, ButtonKind::Chip)),
      m_others(makeButton(this, ButtonKind::Chip)),
      m_note(new TextLabel(this, "small"))
{
    auto *column = makeColumn(this, 6);
    auto *row = makeRow(nullptr, 8);
    auto *group = new QButtonGroup(this);
    for (QPushButton *chip : {m_here, m_others}) {
        group->addButton(chip);
        row->addWidget(chip);
    }
    row->addStretch();
    column->addLayout(row);
    column->addWidget(m_note);
    m_here->setChecked(true);
    m_note->hide();
    connect(m_here, &QPushButton::clicked, this, [this] { choose(false); });
    connect(m_others, &QPushButton::clicked, this, [this] { choose(true); });
    connect(&context.backends.ask, &AskBackend::changed, this, &PlaceBar::follow);
    onLanguage([this] {
        m_here->setText(tr("This computer"));
        m_here->setAccessibleName(tr("Draw on this computer"));
        m_others->setText(tr("Others, for pay"));
        m_others->setAccessibleName(tr("Have others draw it, for pay"));
        follow();
    });
}

QString PlaceBar::note() const { return m_note->isHidden() ? QString() : m_note->plainText(); }

void PlaceBar::choose(bool isOthers)
{
    m_isOthers = isOthers;
    m_here->setChecked(!isOthers);
    m_others->setChecked(isOthers);
    m_note->setVisible(isOthers);
    Q_EMIT changed();
}

void PlaceBar::follow()
{
    const AskState state = m_context.backends.ask.state();
    const bool can = state.standing == AskStanding::Ready && state.open > 0;
    setVisible(can);
    if (m_isOthers)
        choose(can);
}

bool PlaceBar::expect(const QList<recipe::GenerationRequest> &requests)
{
    const QString seen = tr("The machine that draws it can see it.");
    if (requests.isEmpty()) {
        m_note->setText(seen);
        return false;
    }
    const auto quote = m_context.backends.ask.quote(requests);
    if (!quote) {
        m_note->setText(text::errorSentence(quote.error()));
        return false;
    }
    m_note->setText(
        QStringList{tr("At most %1, and the network’s fee for each payment.").arg(Format::ain(quote->most)), seen}.join(
            u' '));
    return !m_isAsking;
}

void PlaceBar::ask(const QList<recipe::GenerationRequest> &requests)
{
    if (m_isAsking || requests.isEmpty())
        return;
    m_isAsking = true;
    Q_EMIT changed();
    const int count = int(requests.size());
    m_context.backends.ask.ask(requests).then(this, [this, count](const Result<QStringList> &ids) {
        m_isAsking = false;
        Q_EMIT changed();
        if (ids)
            Q_EMIT asked(count);
        else
            Q_EMIT failed(ids.error());
    });
}

} // namespace ain::ui
