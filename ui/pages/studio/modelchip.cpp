#include "ui/pages/studio/modelchip.h"

#include "ui/studiotext.h"
#include "ui/text/errortext.h"
#include "ui/widgets/make.h"

#include <QMenu>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

const char *roleOf(Tone tone)
{
    switch (tone) {
    case Tone::Ok: return "pillOk";
    case Tone::Warn: return "pillWarn";
    case Tone::Bad: return "pillBad";
    default: return "pill";
    }
}

void tell(QLabel *label, const QString &words, const QString &why, Tone tone)
{
    label->setText(words);
    label->setToolTip(why);
    label->setAccessibleDescription(why);
    label->setVisible(!words.isEmpty());
    setStyleProperty(label, "role", QString::fromLatin1(roleOf(tone)));
}

} // namespace

ModelChip::ModelChip(Context &context, StudioPresenter &presenter, QWidget *parent)
    : View(parent),
      m_context(context),
      m_presenter(presenter),
      m_button(makeButton(this, ButtonKind::Small)),
      m_menu(new QMenu(this)),
      m_verified(makeLabel(this, "pill")),
      m_fit(makeLabel(this, "pill"))
{
    auto *row = makeRow(this, 8);
    row->addWidget(m_button);
    row->addWidget(m_verified, 0, Qt::AlignVCenter);
    row->addWidget(m_fit, 0, Qt::AlignVCenter);
    m_button->setProperty("hasMenu", true);
    m_button->setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &ModelChip::fillMenu);
    connect(&presenter, &StudioPresenter::draftChanged, this, &ModelChip::write);
    connect(&context.backends.studio, &StudioBackend::modelsChanged, this, &ModelChip::write);
    onLanguage([this] { write(); });
}

void ModelChip::fillMenu()
{
    m_menu->clear();
    const auto chosen = m_presenter.model();
    const auto all =
        m_presenter.modelsOfKind({models::Kind::Mini, models::Kind::Checkpoint, models::Kind::DiffusionPart});
    const recipe::GenerationRequest &request = m_presenter.draft().request;
    for (const models::Model &model : all) {
        QStringList parts{model.name, model.family, Format::bytes(model.bytes)};
        const QString fit = StudioText::fit(m_context.backends.studio.fit(model, {request.width, request.height}));
        const QString trouble = StudioText::unusable(model);
        if (!trouble.isEmpty())
            parts += tr("can’t be used");
        else if (!fit.isEmpty())
            parts += fit;
        QAction *action = m_menu->addAction(parts.join(u" · "_s));
        action->setCheckable(true);
        action->setChecked(chosen && chosen->id == model.id);
        action->setEnabled(trouble.isEmpty() && !model.sha256.isEmpty());
        connect(action, &QAction::triggered, this, [this, model] { m_presenter.chooseModel(model); });
    }
    if (!all.isEmpty())
        m_menu->addSeparator();
    connect(m_menu->addAction(tr("Models…")), &QAction::triggered, this, &ModelChip::modelsWanted);
}

void ModelChip::write()
{
    const auto model = m_presenter.model();
    const recipe::GenerationRequest &request = m_presenter.draft().request;
    if (!model) {
        const QString name = request.model.name;
        m_button->setText(name.isEmpty() ? tr("No model") : tr("%1 (not here)").arg(name));
        m_button->setAccessibleName(tr("Choose a model: none is chosen"));
        m_button->setToolTip({});
        m_verified->hide();
        m_fit->hide();
        return;
    }
    const QString name = m_button->fontMetrics().elidedText(model->name, Qt::ElideMiddle, 200);
    m_button->setText(u"%1 · %2"_s.arg(name, StudioText::licence(model->licence)));
    m_button->setToolTip(u"%1\n%2 · %3\n%4"_s.arg(model->name, model->family, Format::bytes(model->bytes),
                                                  StudioText::licenceReason(model->licence)));
    m_button->setAccessibleName(tr("Model: %1, %2").arg(model->name, StudioText::licence(model->licence)));
    tell(m_verified, StudioText::verified(model->verified), StudioText::verifiedReason(model->verified),
         StudioText::verifiedTone(model->verified));
    const ModelFit fit = m_context.backends.studio.fit(*model, {request.width, request.height});
    const QString why = fit.reason
        ? text::errorSentence(*fit.reason)
        : tr("Needs about %1 of %2 that are free.").arg(Format::bytes(fit.needBytes), Format::bytes(fit.freeBytes));
    tell(m_fit, StudioText::fit(fit), why, StudioText::fitTone(fit));
}

} // namespace ain::ui
