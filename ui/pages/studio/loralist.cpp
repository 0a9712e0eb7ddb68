#include "ui/pages/studio/loralist.h"

#include "ui/widgets/make.h"
#include "ui/widgets/quietinputs.h"

#include <algorithm>

namespace ain::ui {

using namespace Qt::StringLiterals;

LoraList::LoraList(Context &context, StudioPresenter &presenter, QWidget *parent)
    : View(parent),
      m_context(context),
      m_presenter(presenter),
      m_title(makeLabel(this, "strong")),
      m_rows(makeColumn(nullptr, 6)),
      m_add(new QuietCombo)
{
    auto *column = makeColumn(this, 6);
    column->addWidget(m_title);
    column->addLayout(m_rows);
    column->addWidget(m_add);
    m_add->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_add->setMinimumContentsLength(8);
    connect(m_add, &QComboBox::activated, this, [this](int index) {
        const QString sha256 = m_add->itemData(index).toString();
        const QString name = m_add->itemText(index);
        m_add->setCurrentIndex(0);
        if (sha256.isEmpty())
            return;
        m_presenter.edit([&](StudioDraft &draft) {
            if (draft.request.loras.size() < recipe::LorasMax)
                draft.request.loras.append({{sha256, name}, 1.0});
        });
    });
    connect(&presenter, &StudioPresenter::draftChanged, this, [this] {
        if (m_presenter.draft().request.loras != m_shown)
            rebuild();
    });
    connect(&context.backends.studio, &StudioBackend::modelsChanged, this, &LoraList::fillAdd);
    onLanguage([this] {
        m_title->setText(tr("LoRAs"));
        m_add->setAccessibleName(tr("Add a LoRA"));
        fillAdd();
        rebuild();
    });
}

void LoraList::fillAdd()
{
    const QSignalBlocker quiet(m_add);
    m_add->clear();
    const auto loras = m_presenter.modelsOfKind({models::Kind::Lora});
    m_add->addItem(loras.isEmpty() ? tr("No LoRA in the list of models") : tr("Add a LoRA…"), QString());
    for (const models::Model &model : loras) {
        if (!model.sha256.isEmpty() && !model.isMissing)
            m_add->addItem(model.name, model.sha256);
    }
    m_add->setEnabled(m_add->count() > 1);
}

void LoraList::rebuild()
{
    const auto loras = m_presenter.draft().request.loras;
    const bool sameFiles =
        std::equal(loras.cbegin(), loras.cend(), m_shown.cbegin(), m_shown.cend(),
                   [](const recipe::LoraRef &a, const recipe::LoraRef &b) { return a.file == b.file; });
    m_shown = loras;
    // A weight that is being turned must not lose its box.
    if (sameFiles && m_widgets.size() == loras.size() && isVisible())
        return;
    qDeleteAll(m_widgets);
    m_widgets.clear();
    for (qsizetype i = 0; i < loras.size(); ++i) {
        auto *line = new QWidget(this);
        auto *row = makeRow(line, 8);
        auto *name = makeLabel(line);
        auto *weight = new QuietDecimal(line);
        auto *remove = makeButton(line, ButtonKind::Quiet);
        name->setText(name->fontMetrics().elidedText(loras.at(i).file.name, Qt::ElideMiddle, 150));
        name->setToolTip(loras.at(i).file.name);
        weight->setRange(-10, 10);
        weight->setDecimals(2);
        weight->setSingleStep(0.05);
        weight->setValue(loras.at(i).weight);
        weight->setFixedWidth(76);
        weight->setAccessibleName(tr("Weight of %1").arg(loras.at(i).file.name));
        remove->setIcon(m_context.theme.icons().icon(u"close"_s, 16, m_context.theme.tokens().muted));
        remove->setAccessibleName(tr("Take %1 away").arg(loras.at(i).file.name));
        row->addWidget(name, 1);
        row->addWidget(weight);
        row->addWidget(remove);
        connect(weight, &QDoubleSpinBox::valueChanged, this, [this, i](double value) {
            m_presenter.edit([i, value](StudioDraft &draft) {
                if (i < draft.request.loras.size())
                    draft.request.loras[i].weight = value;
            });
        });
        connect(remove, &QPushButton::clicked, this, [this, i] {
            // Its own row goes with it: not from inside its signal.
            QMetaObject::invokeMethod(
                this,
                [this, i] {
                    m_presenter.edit([i](StudioDraft &draft) {
                        if (i < draft.request.loras.size())
                            draft.request.loras.removeAt(i);
                    });
                },
                Qt::QueuedConnection);
        });
        m_rows->addWidget(line);
        m_widgets.append(line);
    }
}

} // namespace ain::ui
