#include "ui/pages/studio/stylebar.h"

#include "ui/widgets/flowlayout.h"
#include "ui/widgets/make.h"

namespace ain::ui {

using namespace Qt::StringLiterals;

StyleBar::StyleBar(Theme &theme, StudioPresenter &presenter, QWidget *parent)
    : View(parent), m_theme(theme), m_presenter(presenter), m_edit(makeButton(this, ButtonKind::Small))
{
    new FlowLayout(this, 6);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    layout()->addWidget(m_edit);
    connect(m_edit, &QPushButton::clicked, this, &StyleBar::editWanted);
    connect(&presenter, &StudioPresenter::stylesChanged, this, &StyleBar::rebuild);
    connect(&presenter, &StudioPresenter::draftChanged, this, &StyleBar::mark);
    onLanguage([this] { rebuild(); });
}

void StyleBar::rebuild()
{
    qDeleteAll(m_chips);
    m_chips.clear();
    layout()->removeWidget(m_edit);
    for (const StudioStyle &style : m_presenter.styles()) {
        auto *chip = makeButton(this, ButtonKind::Chip);
        chip->setText(styleName(style));
        chip->setAccessibleName(tr("Style %1").arg(styleName(style)));
        chip->setToolTip(style.prompt);
        chip->setProperty("style", style.id);
        layout()->addWidget(chip);
        chip->show();
        connect(chip, &QPushButton::clicked, this, [this, id = style.id](bool isOn) {
            m_presenter.edit([&](StudioDraft &draft) { draft.style = isOn ? id : QString(); });
            mark();
        });
        m_chips.append(chip);
    }
    m_edit->setText(u"+"_s);
    m_edit->setToolTip(tr("Save a style of your own"));
    m_edit->setAccessibleName(tr("Save a style of your own"));
    layout()->addWidget(m_edit);
    mark();
    updateGeometry();
}

void StyleBar::mark()
{
    for (QPushButton *chip : std::as_const(m_chips))
        chip->setChecked(chip->property("style").toString() == m_presenter.draft().style);
}

} // namespace ain::ui
