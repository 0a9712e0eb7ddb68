#include "ui/pages/studio/sourcerow.h"

#include "ui/studiotext.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/imageview.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/quietinputs.h"

#include <QSlider>

#include <cmath>

namespace ain::ui {

using namespace Qt::StringLiterals;

SourceRow::SourceRow(Context &context, StudioPresenter &presenter, QWidget *parent)
    : View(parent),
      m_context(context),
      m_presenter(presenter),
      m_title(makeLabel(this, "strong")),
      m_image(new ImageView(context.theme, this)),
      m_words(new TextLabel(this, "small")),
      m_choose(makeButton(this, ButtonKind::Small)),
      m_mask(makeButton(this, ButtonKind::Small)),
      m_remove(makeButton(this, ButtonKind::Small)),
      m_strengthRow(new QWidget(this)),
      m_strengthLabel(makeLabel(m_strengthRow)),
      m_slider(new Quiet<QSlider>(m_strengthRow)),
      m_strength(new QuietDecimal(m_strengthRow)),
      m_error(new ErrorBanner(context.theme, this))
{
    auto *column = makeColumn(this, 8);
    column->addWidget(m_title);
    auto *row = makeRow(nullptr, 10);
    m_image->setFixedSize(64, 64);
    row->addWidget(m_image, 0, Qt::AlignTop);
    auto *right = makeColumn(nullptr, 6);
    right->addWidget(m_words);
    auto *buttons = new FlowLayout(nullptr, 6);
    for (QPushButton *button : {m_choose, m_mask, m_remove})
        buttons->addWidget(button);
    right->addLayout(buttons);
    row->addLayout(right, 1);
    column->addLayout(row);
    auto *strength = makeRow(m_strengthRow, 8);
    m_slider->setOrientation(Qt::Horizontal);
    m_slider->setRange(0, 100);
    m_strength->setRange(0, 1);
    m_strength->setDecimals(2);
    m_strength->setSingleStep(0.05);
    m_strength->setFixedWidth(70);
    strength->addWidget(m_strengthLabel);
    strength->addWidget(m_slider, 1);
    strength->addWidget(m_strength);
    column->addWidget(m_strengthRow);
    column->addWidget(m_error);
    m_error->clear();
    const auto set = [this](double value) {
        m_presenter.edit([value](StudioDraft &draft) { draft.request.strength = value; });
    };
    connect(m_slider, &QSlider::valueChanged, this, [set](int value) { set(value / 100.0); });
    connect(m_strength, &QDoubleSpinBox::valueChanged, this, set);
    connect(m_choose, &QPushButton::clicked, this, &SourceRow::fileWanted);
    connect(m_mask, &QPushButton::clicked, this, &SourceRow::maskWanted);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_presenter.edit([](StudioDraft &draft) {
            draft.request.initImage.clear();
            draft.request.mask.clear();
            draft.request.mode = recipe::Mode::TextToImage;
            draft.parent = 0;
        });
    });
    connect(&presenter, &StudioPresenter::draftChanged, this, [this] { show(m_presenter.draft()); });
    onLanguage([this] { write(); });
}

void SourceRow::write()
{
    m_title->setText(tr("Start image"));
    m_choose->setText(tr("Choose…"));
    m_choose->setAccessibleName(tr("Choose a start image"));
    m_mask->setAccessibleName(tr("Paint what is drawn anew"));
    m_remove->setText(tr("Take away"));
    m_remove->setAccessibleName(tr("Take the start image away"));
    m_strengthLabel->setText(tr("Strength"));
    m_slider->setAccessibleName(tr("Strength in percent"));
    m_strength->setAccessibleName(tr("Strength, 0 to 1"));
    m_image->setAccessibleName(tr("Start image"));
    m_slider->setToolTip(tr("How much of the start image is painted over"));
    show(m_presenter.draft());
}

void SourceRow::show(const StudioDraft &draft)
{
    const QString sha256 = draft.request.initImage;
    const bool has = !sha256.isEmpty();
    m_image->setVisible(has);
    m_mask->setVisible(has);
    m_mask->setText(draft.request.mask.isEmpty() ? tr("Paint a mask…") : tr("Change the mask…"));
    m_remove->setVisible(has);
    m_strengthRow->setVisible(has);
    m_words->setText(has ? (draft.request.mask.isEmpty() ? tr("The picture is drawn over this one.")
                                                         : tr("Only what is masked is drawn anew."))
                         : tr("None: pictures begin from noise. Drop one here, or choose it from the gallery."));
    const QSignalBlocker quiet[] = {QSignalBlocker(m_slider), QSignalBlocker(m_strength)};
    m_slider->setValue(int(std::lround(draft.request.strength * 100)));
    m_strength->setValue(draft.request.strength);
    if (sha256 == m_shown)
        return;
    m_shown = sha256;
    m_error->clear();
    m_image->setImage({});
    if (!has)
        return;
    m_context.backends.studio.sourceImage(sha256).then(this, [this, sha256](const Result<SourceImage> &source) {
        if (m_shown != sha256)
            return;
        if (source)
            m_image->setImage(source->preview);
        else
            m_error->show(source.error(), tr("The start image can’t be shown."));
    });
}

} // namespace ain::ui
