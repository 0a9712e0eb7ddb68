#include "ui/pages/studio/gridsheet.h"

#include "ui/studiotext.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/quietinputs.h"

#include <QGridLayout>
#include <QLineEdit>

namespace ain::ui {

using namespace Qt::StringLiterals;
using recipe::AxisKind;

GridSheet::GridSheet(Context &context, StudioPresenter &presenter, QWidget *owner)
    : Sheet(context, owner),
      m_presenter(presenter),
      m_variations(makeButton(this, ButtonKind::Chip)),
      m_grid(makeButton(this, ButtonKind::Chip)),
      m_count(new QuietSpin),
      m_countField(new Field(m_count, this)),
      m_axes(new QWidget(this)),
      m_words(new TextLabel(this, "muted")),
      m_draw(makeButton(this, ButtonKind::Primary))
{
    setCardWidth(620);
    auto *modes = makeRow(nullptr, 8);
    modes->addWidget(m_variations);
    modes->addWidget(m_grid);
    modes->addStretch();
    body()->addLayout(modes);
    m_count->setRange(1, int(recipe::GridCellsMax));
    m_count->setValue(4);
    body()->addWidget(m_countField);
    auto *axes = new QGridLayout(m_axes);
    axes->setContentsMargins(0, 0, 0, 0);
    axes->setSpacing(12);
    axes->setColumnStretch(0, 2);
    axes->setColumnStretch(1, 3);
    for (int i = 0; i < 2; ++i) {
        m_kind[i] = new QuietCombo;
        m_values[i] = new QLineEdit;
        m_fields[2 * i] = new Field(m_kind[i], m_axes);
        m_fields[2 * i + 1] = new Field(m_values[i], m_axes);
        axes->addWidget(m_fields[2 * i], i, 0, Qt::AlignTop);
        axes->addWidget(m_fields[2 * i + 1], i, 1, Qt::AlignTop);
        connect(m_kind[i], &QComboBox::currentIndexChanged, this, &GridSheet::follow);
        connect(m_values[i], &QLineEdit::textChanged, this, &GridSheet::follow);
    }
    body()->addWidget(m_axes);
    body()->addWidget(m_words);
    footer()->addWidget(m_draw);
    connect(m_variations, &QPushButton::clicked, this, [this] { setMode(Mode::Variations); });
    connect(m_grid, &QPushButton::clicked, this, [this] { setMode(Mode::Grid); });
    connect(m_count, &QSpinBox::valueChanged, this, &GridSheet::follow);
    connect(m_draw, &QPushButton::clicked, this, [this] {
        m_presenter.submit(plan(), m_parents);
        dismiss();
    });
    onLanguage([this] { write(); });
}

void GridSheet::show()
{
    const auto requests = m_presenter.requests();
    m_base = requests.first();
    m_parents.clear();
    if (m_presenter.draft().parent > 0 && !m_base.initImage.isEmpty())
        m_parents = {m_presenter.draft().parent};
    setMode(m_mode);
    open();
}

void GridSheet::show(const StudioPicture &picture)
{
    if (!picture.request)
        return;
    m_base = *picture.request;
    m_base.engine.clear();
    m_parents = {picture.id};
    setMode(Mode::Variations);
    open();
}

void GridSheet::setMode(Mode mode)
{
    m_mode = mode;
    follow();
    fit();
}

QString GridSheet::words() const { return m_words->plainText(); }

void GridSheet::write()
{
    setTitle(tr("Grid"));
    m_variations->setText(tr("Variations"));
    m_variations->setAccessibleName(tr("Variations: the same with other seeds"));
    m_grid->setText(tr("X/Y grid"));
    m_grid->setAccessibleName(tr("X/Y grid: two settings against each other"));
    m_countField->setLabel(tr("Pictures"));
    const std::pair<AxisKind, QString> kinds[] = {{AxisKind::None, tr("nothing")},
                                                  {AxisKind::Seed, tr("Seed")},
                                                  {AxisKind::Steps, tr("Steps")},
                                                  {AxisKind::Guidance, tr("Guidance")},
                                                  {AxisKind::Sampler, tr("Sampler")},
                                                  {AxisKind::Scheduler, tr("Scheduler")},
                                                  {AxisKind::Strength, tr("Strength")},
                                                  {AxisKind::ClipSkip, tr("CLIP skip")},
                                                  {AxisKind::LoraWeight, tr("LoRA weight")},
                                                  {AxisKind::PromptText, tr("Words of the prompt")}};
    for (int i = 0; i < 2; ++i) {
        const QSignalBlocker quiet(m_kind[i]);
        const int kept = std::max(0, m_kind[i]->currentIndex());
        m_kind[i]->clear();
        for (const auto &[kind, name] : kinds)
            m_kind[i]->addItem(name, int(kind));
        m_kind[i]->setCurrentIndex(kept);
        m_fields[2 * i]->setLabel(i == 0 ? tr("Across") : tr("Down"));
        m_fields[2 * i + 1]->setLabel(tr("Values"));
    }
    follow();
}

QList<recipe::GenerationRequest> GridSheet::plan() const
{
    if (m_mode == Mode::Variations)
        return m_presenter.withNewSeeds(m_base, m_count->value());
    const auto axis = [this](int i) {
        return recipe::axisFromText(AxisKind(m_kind[i]->currentData().toInt()), m_values[i]->text());
    };
    const auto x = axis(0);
    const auto y = axis(1);
    if (!x || !y)
        return {};
    return recipe::expandGrid(m_base, *x, *y).value_or(QList<recipe::GenerationRequest>());
}

void GridSheet::follow()
{
    const bool isGrid = m_mode == Mode::Grid;
    m_variations->setChecked(!isGrid);
    m_grid->setChecked(isGrid);
    m_countField->setVisible(!isGrid);
    m_axes->setVisible(isGrid);
    int count = m_count->value();
    if (isGrid) {
        for (int i = 0; i < 2; ++i) {
            const auto kind = AxisKind(m_kind[i]->currentData().toInt());
            m_values[i]->setEnabled(kind != AxisKind::None);
            QString hint;
            switch (kind) {
            case AxisKind::None: break;
            case AxisKind::Seed: hint = u"1..4"_s; break;
            case AxisKind::Steps: hint = u"10..40/10"_s; break;
            case AxisKind::Guidance: hint = u"3, 5, 7.5"_s; break;
            case AxisKind::Strength:
            case AxisKind::LoraWeight: hint = u"0.2..1/0.2"_s; break;
            case AxisKind::ClipSkip: hint = u"1, 2"_s; break;
            case AxisKind::Sampler: hint = m_context.backends.studio.engine().samplers.mid(0, 3).join(u", "_s); break;
            case AxisKind::Scheduler:
                hint = m_context.backends.studio.engine().schedulers.mid(0, 3).join(u", "_s);
                break;
            case AxisKind::PromptText: hint = tr("cat, dog, fox: the first stands in the prompt"); break;
            }
            m_values[i]->setPlaceholderText(hint);
        }
        count = int(plan().size());
    }
    QStringList parts;
    if (count == 0) {
        parts += tr("Nothing to draw yet: at most %1 pictures, values separated by commas.").arg(recipe::GridCellsMax);
    } else {
        parts += tr("%n picture(s)", nullptr, count);
        if (const auto time = m_context.backends.studio.estimate(m_base))
            parts += StudioText::time(*time, count);
    }
    m_words->setText(parts.join(u" · "_s));
    m_draw->setText(tr("Draw"));
    m_draw->setEnabled(count > 0);
}

} // namespace ain::ui
