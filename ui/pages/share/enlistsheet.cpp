#include "ui/pages/share/enlistsheet.h"

#include "ui/format.h"
#include "ui/text/errortext.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

namespace ain::ui {

using namespace Qt::StringLiterals;

EnlistSheet::EnlistSheet(Context &context, QWidget *owner)
    : OperationSheet(context, owner),
      m_intro(new TextLabel(this, "muted")),
      m_notice(new NoticeCard(context.theme, Tone::Warn, this)),
      m_leave(makeButton(this, ButtonKind::Chip))
{
    form()->addWidget(m_intro);
    for (TextLabel *&line : m_steps) {
        line = new TextLabel(this);
        form()->addWidget(line);
    }
    form()->addWidget(m_notice);
    auto *row = makeRow(nullptr, 8);
    row->addWidget(m_leave);
    row->addStretch();
    form()->addLayout(row);
    connect(m_leave, &QPushButton::toggled, this, [this](bool isLeaving) {
        m_isLeaving = isLeaving;
        write();
    });
    connect(this, &Sheet::opened, this, &EnlistSheet::load);
    connect(this, &OperationSheet::succeeded, this, [this, &context] {
        context.backends.paidWork.refresh();
        load();
    });
    onLanguage([this] { write(); });
}

std::optional<EnlistSheet::Step> EnlistSheet::step() const
{
    if (!m_now)
        return std::nullopt;
    if (m_isLeaving && m_now->isListed)
        return Step::Leave;
    if (!m_now->hasApp)
        return Step::App;
    return m_now->staked < m_now->needed ? Step::Stake : Step::List;
}

QString EnlistSheet::stepText(int index) const { return m_steps.at(std::size_t(index))->plainText(); }

void EnlistSheet::load()
{
    if (!isOpen())
        return;
    m_context.backends.enlist.enlistment().then(this, [this, question = ++m_question](const Result<Enlistment> &now) {
        if (question != m_question)
            return;
        m_trouble.reset();
        m_now.reset();
        if (now)
            m_now = *now;
        else
            m_trouble = now.error();
        write();
    });
}

void EnlistSheet::write()
{
    setTitle(tr("Offer this GPU on the chain"));
    m_intro->setText(tr("Others find you and agree on a price with you by what stands on the chain. Each step is one "
                        "signature. The stake stays yours."));
    const bool hasApp = m_now && m_now->hasApp;
    const bool isStaked = hasApp && m_now->staked >= m_now->needed;
    const bool isListed = isStaked && m_now->isListed;
    const auto mark = [](bool isDone, const QString &text) {
        return isDone ? tr("✓ %1").arg(text) : tr("○ %1").arg(text);
    };
    const PaidTerms terms = m_context.backends.paidWork.terms();
    m_steps[0]->setText(mark(hasApp, tr("This network has the app in which GPUs are offered.")));
    m_steps[1]->setText(
        mark(isStaked,
             m_now ? tr("%1 of %2 are staked.").arg(Format::ain(m_now->staked), Format::ain(m_now->needed))
                   : tr("A stake.")));
    m_steps[2]->setText(mark(
        isListed,
        isListed ? tr("Offered for at least %1 a megapixel-step, at %2.")
                       .arg(Format::ain(m_now->price), m_now->endpoint.isEmpty() ? tr("no address") : m_now->endpoint)
                 : tr("An offer for at least %1 a megapixel-step.").arg(Format::ain(terms.price))));
    m_leave->setText(tr("Take the offer back"));
    m_leave->setVisible(isListed);
    QString notice;
    if (m_trouble)
        notice = text::errorSentence(*m_trouble);
    else if (!m_now)
        notice = tr("Asking the network…");
    else if (step() == Step::App)
        notice = tr("The app is missing here. You can set it up; nobody, you included, can change its rules later.");
    else if (step() == Step::Stake)
        notice = tr("The stake is locked while you offer, and for a while after you asked for it back.");
    else if (step() == Step::List && terms.endpoint.isEmpty())
        notice =
            tr("No address for others is set, so only programs on this computer can reach you. A server with https "
               "in front of the port makes you reachable.");
    else if (step() == Step::List && isListed && m_now->price == terms.price && m_now->endpoint == terms.endpoint)
        notice = tr("The offer stands as you want it. Nothing needs to be signed.");
    m_notice->setText(notice);
    m_notice->setVisible(!notice.isEmpty());
    draw();
}

Task<Preview> EnlistSheet::prepare()
{
    m_signed = step().value_or(Step::App);
    EnlistBackend &enlist = m_context.backends.enlist;
    switch (m_signed) {
    case Step::App: return enlist.prepareApp();
    case Step::Stake: return enlist.prepareStake();
    case Step::Leave: return enlist.prepareLeave();
    case Step::List: break;
    }
    const PaidTerms terms = m_context.backends.paidWork.terms();
    return enlist.prepareListing(terms.price, terms.endpoint);
}

QString EnlistSheet::confirmText() const
{
    switch (m_signed) {
    case Step::App: return tr("Set it up");
    case Step::Stake: return tr("Stake now");
    case Step::Leave: return tr("Take the offer back");
    case Step::List: break;
    }
    return tr("Offer now");
}

QString EnlistSheet::doneText() const
{
    switch (m_signed) {
    case Step::App: return tr("The app is set up. Next comes the stake.");
    case Step::Stake: return tr("Staked, and final. Next comes the offer.");
    case Step::Leave: return tr("The offer is taken back. Open agreements go on until they end.");
    case Step::List: break;
    }
    return tr("Offered. Others can agree on a price with you now.");
}

} // namespace ain::ui
