#include "ui/pages/firstrun/createview.h"

#include "ui/pages/firstrun/protectform.h"
#include "ui/widgets/field.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/passwordfield.h"
#include "ui/widgets/progresssteps.h"
#include "ui/widgets/wordgrid.h"

#include <QComboBox>
#include <QLineEdit>
#include <QRandomGenerator>

#include <algorithm>

namespace ain::ui {

CreateView::CreateView(Context &context, FirstRunPresenter &presenter, QWidget *parent)
    : View(parent),
      m_context(context),
      m_presenter(presenter),
      m_steps(new ProgressSteps(context.theme, this)),
      m_text(new TextLabel(this, "muted")),
      m_wordsBox(new QWidget(this)),
      m_grid(new WordGrid(context.theme, m_wordsBox)),
      m_note(new NoticeCard(context.theme, Tone::Warn, m_wordsBox)),
      m_checkBox(new QWidget(this)),
      m_word(new QLineEdit),
      m_wordField(new Field(m_word, m_checkBox)),
      m_protectBox(new QWidget(this)),
      m_protect(new ProtectForm(context, presenter, m_protectBox)),
      m_passphrase(new PasswordField(context.theme, false)),
      m_path(new QComboBox),
      m_error(new ErrorBanner(context.theme, this)),
      m_back(makeButton(this)),
      m_next(makeButton(this, ButtonKind::Primary))
{
    auto *words = makeColumn(m_wordsBox, 14);
    words->addWidget(m_grid);
    words->addWidget(m_note);
    auto *check = makeColumn(m_checkBox, 14);
    check->addWidget(m_wordField);
    m_word->setMaxLength(32);
    m_word->setInputMethodHints(Qt::ImhNoPredictiveText | Qt::ImhSensitiveData | Qt::ImhPreferLatin);

    auto *advanced = new QWidget;
    m_passphraseField = new Field(m_passphrase, advanced);
    m_pathField = new Field(m_path, advanced);
    auto *inside = makeColumn(advanced, 14);
    inside->addWidget(m_passphraseField);
    inside->addWidget(m_pathField);
    m_advanced = new Fold(context.theme, advanced, m_protectBox);
    auto *protect = makeColumn(m_protectBox, 14);
    protect->addWidget(m_protect);
    protect->addWidget(m_advanced);

    auto *column = makeColumn(this, 16);
    for (auto *widget :
         std::initializer_list<QWidget *>{m_steps, m_text, m_wordsBox, m_checkBox, m_protectBox, m_error})
        column->addWidget(widget);
    auto *row = makeRow(nullptr, 12);
    row->addWidget(m_back);
    row->addStretch();
    row->addWidget(m_next);
    column->addLayout(row);

    connect(m_next, &QPushButton::clicked, this, &CreateView::next);
    connect(m_word, &QLineEdit::returnPressed, this, [this] { checkWord(true); });
    connect(m_word, &QLineEdit::textChanged, this, [this] {
        m_wordField->clearError();
        checkWord(false);
    });
    connect(m_protect, &ProtectForm::submitted, this, &CreateView::next);
    connect(m_back, &QPushButton::clicked, this, [this] {
        if (m_busy)
            return;
        if (m_step == Step::Words)
            Q_EMIT back();
        else
            enter(m_step == Step::Protect ? Step::Check : Step::Words);
    });
    enter(Step::Words);
    onLanguage([this] { write(); });
}

void CreateView::start()
{
    wipe();
    m_error->clear();
    enter(Step::Words);
    m_next->setEnabled(false);
    m_context.backends.accounts.createMnemonic(12).then(this, [this](Result<SecretBytes> phrase) {
        m_next->setEnabled(true);
        if (!phrase) {
            m_error->show(phrase.error());
            return;
        }
        m_grid->setPhrase(std::move(*phrase));
        m_next->setFocus();
    });
}

void CreateView::wipe()
{
    m_grid->clear();
    m_word->clear();
    m_passphrase->wipe();
    m_protect->wipe();
}

int CreateView::askedWord() const { return m_asked < m_order.size() ? m_order.at(m_asked) : -1; }

void CreateView::enter(Step step)
{
    m_step = step;
    m_wordsBox->setVisible(step == Step::Words);
    m_checkBox->setVisible(step == Step::Check);
    m_protectBox->setVisible(step == Step::Protect);
    if (step == Step::Check) {
        m_order.resize(m_grid->wordCount());
        for (int i = 0; i < m_order.size(); ++i)
            m_order[i] = i;
        std::shuffle(m_order.begin(), m_order.end(), *QRandomGenerator::global());
        m_asked = 0;
        m_word->clear();
    }
    if (step == Step::Protect)
        m_protect->refresh();
    m_steps->setCurrent(int(step));
    write();
    if (step == Step::Check)
        m_word->setFocus();
}

void CreateView::write()
{
    m_steps->setSteps({tr("Write down"), tr("Check"), tr("Protect")});
    m_back->setText(tr("Back"));
    m_note->setText(tr("Whoever has these words has the money. Write them on paper; take no photo and no screenshot, "
                       "and type them into no website."));
    m_passphraseField->setLabel(tr("Passphrase (optional)"));
    m_passphrase->setName(tr("Passphrase (optional)"));
    m_passphraseField->setHint(tr("A 13th secret. Other AIN wallets can't read a phrase with a passphrase, and without "
                                  "it the words alone open nothing."));
    m_pathField->setLabel(tr("Derivation path"));
    const int path = std::max(0, m_path->currentIndex());
    m_path->clear();
    m_path->addItem(tr("AIN standard (m/44'/412')"), int(DerivationPath::Ain));
    m_path->addItem(tr("AIN Wallet extension (m/44'/60')"), int(DerivationPath::Eth));
    m_path->setCurrentIndex(path);
    m_advanced->setTitle(tr("Advanced: passphrase, derivation path"));
    m_wordField->setLabel(tr("Word number %1").arg(askedWord() + 1));
    switch (m_step) {
    case Step::Words:
        m_text->setText(tr("These words are your wallet. Write them down in this order; they are shown only now."));
        m_next->setText(tr("I wrote them down"));
        break;
    case Step::Check: {
        m_text->setText(tr("Now every word once, in shuffled order, from your paper."));
        const int shown = std::min(m_asked + 1, int(m_order.size()));
        m_wordField->setHint(tr("%1 of %2").arg(shown).arg(m_order.size()));
        m_next->setText(tr("Continue"));
        break;
    }
    case Step::Protect:
        m_text->setText(m_presenter.needsPassword()
                            ? tr("The password locks this computer’s copy. It does not replace the words.")
                            : tr("The wallet is stored in your vault, sealed with your password."));
        m_next->setText(m_busy ? tr("Creating… this takes about a second") : tr("Create wallet"));
        break;
    }
}

void CreateView::next()
{
    switch (m_step) {
    case Step::Words:
        if (m_grid->wordCount() > 0)
            enter(Step::Check);
        break;
    case Step::Check: checkWord(true); break;
    case Step::Protect: finish(); break;
    }
}

void CreateView::checkWord(bool complain)
{
    const int position = askedWord();
    if (position < 0)
        return;
    const auto [offset, length] = m_grid->wordAt(position);
    QString typed = m_word->text().trimmed().toLower();
    const SecretBytes given = SecretBytes::takeFrom(typed);
    if (given == m_grid->phrase().part(offset, length)) {
        ++m_asked;
        m_word->clear();
        if (m_asked == m_order.size())
            enter(Step::Protect);
        else
            write();
    } else if (complain && !m_word->text().isEmpty()) {
        m_wordField->setErrorText(tr("That is not word number %1. Look at your paper again.").arg(position + 1));
    }
}

void CreateView::finish()
{
    if (m_busy || !m_protect->check())
        return;
    m_busy = true;
    m_error->clear();
    m_next->setEnabled(false);
    m_back->setEnabled(false);
    write();
    m_presenter
        .create(m_protect->take(), m_grid->phrase().clone(), m_passphrase->peek(),
                DerivationPath(m_path->currentData().toInt()))
        .then(this, [this](const Result<> &result) {
            m_busy = false;
            m_next->setEnabled(true);
            m_back->setEnabled(true);
            m_protect->refresh();
            write();
            if (!result) {
                m_error->show(result.error(), tr("The wallet was not created."));
                return;
            }
            wipe();
            Q_EMIT finished();
        });
}

} // namespace ain::ui
