#include "ui/pages/common/operationpresenter.h"

namespace ain::ui {

OperationPresenter::OperationPresenter(OperationsBackend &operations, QObject *parent)
    : QObject(parent), m_operations(operations)
{
    connect(&operations, &OperationsBackend::progress, this, &OperationPresenter::onProgress);
}

void OperationPresenter::prepare(const std::function<Task<Preview>()> &work)
{
    if (m_state != State::Editing)
        return;
    enter(State::Preparing);
    work().then(this, [this](Result<Preview> result) {
        if (!result) {
            enter(State::Editing);
            Q_EMIT failed(result.error());
            return;
        }
        m_preview = std::move(*result);
        enter(State::Previewing);
    });
}

void OperationPresenter::confirm()
{
    if (m_state != State::Previewing)
        return;
    m_progress = {};
    m_progress.operationId = m_preview.id;
    m_progress.steps = m_preview.steps;
    enter(State::Confirming);
    m_operations.confirm(m_preview.id).then(this, [this](const Result<> &result) {
        if (!result) {
            // Progress may have told the failure already.
            if (m_state == State::Confirming || m_state == State::Following) {
                m_progress.error = result.error();
                m_progress.stage = Stage::Failed;
                enter(State::Failed);
            }
            return;
        }
        if (m_state == State::Confirming)
            enter(State::Following);
    });
}

void OperationPresenter::back()
{
    if (m_state != State::Previewing)
        return;
    m_operations.discard(m_preview.id);
    enter(State::Editing);
}

void OperationPresenter::startOver()
{
    if (m_state == State::Previewing)
        m_operations.discard(m_preview.id);
    if (m_state == State::Previewing || m_state == State::Following || m_state == State::Done
        || m_state == State::Failed)
        enter(State::Editing);
}

void OperationPresenter::enter(State state)
{
    m_state = state;
    Q_EMIT changed();
}

void OperationPresenter::onProgress(const Progress &progress)
{
    if (progress.operationId != m_preview.id || (m_state != State::Confirming && m_state != State::Following))
        return;
    m_progress = progress;
    if (progress.stage == Stage::Failed || progress.stage == Stage::Reverted) {
        enter(State::Failed);
    } else if (progress.done) {
        enter(State::Done);
        Q_EMIT succeeded();
    } else {
        enter(State::Following);
    }
}

} // namespace ain::ui
