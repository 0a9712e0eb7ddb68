#include "ui/pages/studio/promptcard.h"

#include "gpu/models/parts.h"
#include "ui/pages/studio/placebar.h"
#include "ui/pages/studio/settingsform.h"
#include "ui/pages/studio/stylebar.h"
#include "ui/studiotext.h"
#include "ui/text/errortext.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/growingedit.h"
#include "ui/widgets/make.h"
#include "ui/widgets/quietinputs.h"

#include <QGuiApplication>
#include <QInputMethod>
#include <QScrollArea>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

struct Ratio {
    int across;
    int down;
};
constexpr Ratio Ratios[] = {{1, 1}, {3, 4}, {4, 3}, {2, 3}, {3, 2}, {9, 16}, {16, 9}};

/// The ratio that these sides come from by rounding; -1: none.
int ratioOf(QSize size, int multiple)
{
    for (int i = 0; i < int(std::size(Ratios)); ++i) {
        if (sizeInRatio(size, Ratios[i].across, Ratios[i].down, multiple) == size)
            return i;
    }
    return -1;
}

} // namespace

PromptCard::PromptCard(Context &context, StudioPresenter &presenter, QWidget *parent)
    : View(parent),
      m_context(context),
      m_presenter(presenter),
      m_title(makeLabel(this, "heading")),
      m_prompt(new GrowingEdit(4, 9)),
      m_unknown(new TextLabel(nullptr, "small")),
      m_negative(new GrowingEdit(1, 4)),
      m_styles(new StyleBar(context.theme, presenter)),
      m_ratio(new QuietCombo),
      m_width(new QuietSpin),
      m_height(new QuietSpin),
      m_times(makeLabel(nullptr, "muted")),
      m_countLabel(makeLabel(nullptr, "muted")),
      m_count(new QuietSpin),
      m_seed(makeButton(nullptr, ButtonKind::Chip)),
      m_grid(makeButton(nullptr, ButtonKind::Small)),
      m_settings(new SettingsForm(context, presenter)),
      m_fold(new Fold(context.theme, m_settings)),
      m_expect(new TextLabel(this, "small")),
      m_place(new PlaceBar(context, this)),
      m_help(makeButton(this, ButtonKind::Small)),
      m_draw(makeButton(this, ButtonKind::TallPrimary))
{
    setProperty("ain", u"card"_s);
    auto *column = makeColumn(this, 10);
    column->setContentsMargins(metrics::CardPadding, metrics::CardPadding, metrics::CardPadding, metrics::CardPadding);
    column->addWidget(m_title);

    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *form = new QWidget;
    auto *fields = makeColumn(form, 10);
    fields->setContentsMargins(0, 0, 8, 0);
    fields->addWidget(m_prompt);
    fields->addWidget(m_unknown);
    m_unknown->hide();
    fields->addWidget(m_negative);
    fields->addWidget(m_styles);
    auto *sizes = makeRow(nullptr, 8);
    m_times->setText(u"×"_s);
    sizes->addWidget(m_ratio, 3);
    sizes->addWidget(m_width, 2);
    sizes->addWidget(m_times);
    sizes->addWidget(m_height, 2);
    fields->addLayout(sizes);
    auto *counts = makeRow(nullptr, 8);
    m_count->setFixedWidth(64);
    counts->addWidget(m_countLabel);
    counts->addWidget(m_count);
    counts->addWidget(m_seed);
    counts->addStretch();
    counts->addWidget(m_grid);
    fields->addLayout(counts);
    fields->addWidget(m_fold);
    fields->addStretch();
    scroll->setWidget(form);
    column->addWidget(scroll, 1);
    column->addWidget(m_place);
    auto *hint = makeRow(nullptr, 8);
    hint->addWidget(m_expect, 1);
    hint->addWidget(m_help);
    column->addLayout(hint);
    column->addWidget(m_draw);

    m_count->setRange(1, CountMax);
    for (QSpinBox *box : {m_width, m_height}) {
        box->setRange(64, 4096);
        box->setSingleStep(64);
    }
    connect(m_prompt, &QPlainTextEdit::textChanged, this, [this] {
        m_unknown->hide();
        m_presenter.edit(
            [this](StudioDraft &draft) { draft.request.prompt = m_prompt->toPlainText().left(recipe::PromptMax); });
    });
    connect(m_negative, &QPlainTextEdit::textChanged, this, [this] {
        m_presenter.edit(
            [this](StudioDraft &draft) { draft.request.negative = m_negative->toPlainText().left(recipe::PromptMax); });
    });
    connect(m_ratio, &QComboBox::activated, this, [this](int index) {
        const int at = m_ratio->itemData(index).toInt();
        if (at < 0)
            return;
        m_presenter.edit([this, at](StudioDraft &draft) {
            const auto model = m_presenter.model();
            const QSize size = sizeInRatio({draft.request.width, draft.request.height}, Ratios[at].across,
                                           Ratios[at].down, sizeMultiple(model ? &*model : nullptr));
            draft.request.width = size.width();
            draft.request.height = size.height();
        });
    });
    const auto side = [this](QSpinBox *box, int recipe::GenerationRequest::*member) {
        connect(box, &QSpinBox::editingFinished, this, [this, box, member] {
            const int step = box->singleStep();
            const int even = std::max(64, (box->value() + step / 2) / step * step);
            box->setValue(even);
            m_presenter.edit([&](StudioDraft &draft) { draft.request.*member = even; });
        });
        connect(box, &QSpinBox::valueChanged, this, [this, box, member](int value) {
            if (value % box->singleStep() == 0)
                m_presenter.edit([&](StudioDraft &draft) { draft.request.*member = value; });
        });
    };
    side(m_width, &recipe::GenerationRequest::width);
    side(m_height, &recipe::GenerationRequest::height);
    connect(m_count, &QSpinBox::valueChanged, this,
            [this](int value) { m_presenter.edit([value](StudioDraft &draft) { draft.count = value; }); });
    connect(m_seed, &QPushButton::clicked, this, [this](bool isOn) {
        m_presenter.edit([this, isOn](StudioDraft &draft) {
            draft.isSeedLocked = isOn;
            if (isOn && draft.request.seed == 0)
                draft.request.seed = m_context.backends.studio.newSeed();
        });
    });
    connect(m_grid, &QPushButton::clicked, this, &PromptCard::variationsWanted);
    connect(m_styles, &StyleBar::editWanted, this, &PromptCard::styleEditorWanted);
    connect(m_draw, &QPushButton::clicked, this, &PromptCard::draw);
    connect(m_help, &QPushButton::clicked, this, [this] {
        switch (m_presenter.hindrance()) {
        case StudioPresenter::Hindrance::NoModel:
        case StudioPresenter::Hindrance::ModelUnusable:
        case StudioPresenter::Hindrance::PartsMissing: Q_EMIT modelsWanted(); break;
        case StudioPresenter::Hindrance::EngineGaveUp: m_context.backends.studio.startEngine().detach(); break;
        case StudioPresenter::Hindrance::None:
            m_context.backends.studio.measure().then(this, [this](const Result<> &) { expect(); });
            break;
        default: break;
        }
    });
    connect(&presenter, &StudioPresenter::draftChanged, this, [this] { show(m_presenter.draft()); });
    connect(&presenter, &StudioPresenter::stateChanged, this, &PromptCard::expect);
    connect(m_place, &PlaceBar::changed, this, &PromptCard::expect);
    connect(&context.backends.studio, &StudioBackend::jobsChanged, this, &PromptCard::expect);
    connect(&context.backends.studio, &StudioBackend::wordsUnknown, this, &PromptCard::tellUnknown);
    connect(&context.backends.studio, &StudioBackend::measureProgress, this,
            [this](double share) { m_expect->setText(tr("Measuring this computer… %1 %").arg(int(share * 100))); });
    onLanguage([this] { write(); });
}

QString PromptCard::expectation() const { return m_expect->plainText(); }

QString PromptCard::unknownWords() const { return m_unknown->isHidden() ? QString() : m_unknown->plainText(); }

void PromptCard::tellUnknown(const QString &prompt, const QStringList &words)
{
    // A style puts its words around those that stand here; of another prompt it is too late to speak.
    if (!prompt.contains(m_prompt->toPlainText().trimmed()))
        return;
    QStringList quoted;
    for (const QString &word : words)
        quoted += tr("“%1”").arg(word);
    m_unknown->setText(tr("This model has no words for %1. It drew the rest.").arg(quoted.join(u", "_s)));
    m_unknown->show();
}

void PromptCard::draw()
{
    // A syllable that is still being composed belongs to the prompt.
    QGuiApplication::inputMethod()->commit();
    if (!m_place->isOthers())
        m_presenter.submit();
    else if (m_draw->isEnabled())
        m_place->ask(m_presenter.requests());
}

void PromptCard::write()
{
    m_title->setText(tr("What shall we draw?"));
    m_prompt->setAccessibleName(tr("Prompt"));
    m_negative->setPlaceholderText(tr("Leave out"));
    m_negative->setAccessibleName(tr("Negative prompt: what to leave out"));
    m_ratio->setAccessibleName(tr("Proportion"));
    m_ratio->blockSignals(true);
    m_ratio->clear();
    for (int i = 0; i < int(std::size(Ratios)); ++i)
        m_ratio->addItem(u"%1:%2"_s.arg(Ratios[i].across).arg(Ratios[i].down), i);
    m_ratio->addItem(tr("free", "proportion of sides"), -1);
    m_ratio->blockSignals(false);
    m_width->setAccessibleName(tr("Width in pixels"));
    m_height->setAccessibleName(tr("Height in pixels"));
    m_countLabel->setText(tr("Pictures"));
    m_count->setAccessibleName(tr("Number of pictures"));
    m_seed->setToolTip(tr("A locked seed draws the same picture again."));
    m_grid->setText(tr("Grid…"));
    m_grid->setToolTip(tr("Variations, or two settings against each other"));
    m_grid->setAccessibleName(tr("Grid of variations or settings"));
    m_fold->setTitle(tr("More: sampler, steps, LoRA, start image"));
    m_draw->setToolTip(u"Ctrl+Enter"_s);
    show(m_presenter.draft());
}

void PromptCard::show(const StudioDraft &draft)
{
    m_prompt->setWords(draft.request.prompt);
    m_negative->setWords(draft.request.negative);
    const auto model = m_presenter.model();
    m_prompt->setPlaceholderText(model && model->kind == models::Kind::Mini
                                     ? tr("A blue cat with a gold crown, night sky…")
                                     : tr("A fox in the rain, paper cut…"));
    const int multiple = sizeMultiple(model ? &*model : nullptr);
    const QSignalBlocker quiet[] = {QSignalBlocker(m_width), QSignalBlocker(m_height), QSignalBlocker(m_count)};
    m_width->setMinimum(multiple);
    m_height->setMinimum(multiple);
    m_width->setSingleStep(multiple);
    m_height->setSingleStep(multiple);
    m_width->setValue(draft.request.width);
    m_height->setValue(draft.request.height);
    m_count->setValue(draft.count);
    m_ratio->setCurrentIndex(m_ratio->findData(ratioOf({draft.request.width, draft.request.height}, multiple)));
    m_seed->setChecked(draft.isSeedLocked);
    m_seed->setText(draft.isSeedLocked ? tr("Seed %1").arg(QString::number(draft.request.seed).left(9)
                                                           + (draft.request.seed > 999'999'999 ? u"…"_s : QString()))
                                       : tr("Random seed"));
    m_seed->setAccessibleName(draft.isSeedLocked ? tr("Seed %1, locked").arg(draft.request.seed)
                                                 : tr("Random seed, not locked"));
    expect();
}

void PromptCard::expectOthers()
{
    const bool isWritten = m_presenter.isLoaded() && !m_presenter.draft().request.prompt.trimmed().isEmpty();
    const bool can = m_place->expect(isWritten ? m_presenter.requests() : QList<recipe::GenerationRequest>());
    m_expect->setText(isWritten ? QString() : tr("Write what you want to see."));
    m_expect->setVisible(!isWritten);
    m_help->hide();
    m_draw->setEnabled(can);
    m_draw->setText(tr("Ask for %n picture(s)", nullptr, m_presenter.draft().count));
    m_draw->setAccessibleName(m_draw->text());
}

void PromptCard::expect()
{
    using Hindrance = StudioPresenter::Hindrance;
    const Hindrance hindrance = m_presenter.hindrance();
    // Others need no engine here, nor free memory; but which model is meant has to be known.
    const bool isModelAmiss = hindrance == Hindrance::NoModel || hindrance == Hindrance::ModelUnusable
        || hindrance == Hindrance::PartsMissing;
    if (m_place->isOthers() && !isModelAmiss) {
        expectOthers();
        return;
    }
    m_place->expect({});
    const StudioDraft &draft = m_presenter.draft();
    StudioBackend &studio = m_context.backends.studio;
    QString words;
    QString help;
    switch (hindrance) {
    case Hindrance::Loading: break;
    case Hindrance::NoEngine:
        words = tr("The drawing engine is not installed. You can write; nothing can be drawn.");
        break;
    case Hindrance::EngineGaveUp:
        words = tr("The engine ended with an error several times.");
        help = tr("Start again");
        break;
    case Hindrance::NoModel:
        words = tr("Choose a model first: a file that you have.");
        help = tr("Models…");
        break;
    case Hindrance::ModelUnusable: {
        const auto model = m_presenter.model();
        words = model->verified == models::Verified::Hashing || model->sha256.isEmpty()
            ? tr("The model is being checked. It can draw as soon as that is done.")
            : tr("This model can’t be used now.");
        help = tr("Models…");
        break;
    }
    case Hindrance::PartsMissing:
        words = tr("This model comes in several files. Still missing: %1.")
                    .arg(models::partNames(m_presenter.missingParts()));
        help = tr("Models…");
        break;
    case Hindrance::NoPrompt: words = tr("Write what you want to see."); break;
    case Hindrance::DoesNotFit: {
        const ModelFit fit = studio.fit(draft.request);
        words = fit.reason ? text::errorSentence(*fit.reason) : tr("There may not be enough free memory.");
        if (!fit.largest.isEmpty())
            words = QStringList{words, tr("%1 would fit.").arg(StudioText::size(fit.largest))}.join(u' ');
        break;
    }
    case Hindrance::None: {
        QStringList parts;
        if (const auto time = studio.estimate(draft.request))
            parts += StudioText::time(*time, draft.count);
        else
            help = tr("Measure");
        const EngineStatus engine = studio.engine();
        if (!engine.device.isEmpty())
            parts += engine.device;
        if (studio.fit(draft.request).needBytes > 0)
            parts += tr("fits in memory");
        words = parts.join(u" · "_s);
        break;
    }
    }
    m_expect->setText(words);
    m_expect->setVisible(!words.isEmpty());
    m_help->setText(help);
    m_help->setVisible(!help.isEmpty());
    m_help->setToolTip(hindrance == Hindrance::None
                           ? tr("Measures this computer for a minute, to tell how long it takes")
                           : QString());
    m_help->setAccessibleName(hindrance == Hindrance::None ? tr("Measure how fast this computer draws") : help);
    const bool can = hindrance == Hindrance::None || hindrance == Hindrance::DoesNotFit;
    m_draw->setEnabled(can && !m_presenter.isSubmitting());
    m_draw->setText(draft.count > 1 ? tr("Draw %n picture(s)", nullptr, draft.count) : tr("Draw"));
    m_draw->setAccessibleName(m_draw->text());
}

} // namespace ain::ui
