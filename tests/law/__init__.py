"""The law of incremental builds:

    a build  ==  a clean build of the same content

whatever was edited, built, broken or killed before. Byte for byte: the same files in the output
folder, the manifest too, and the same findings. A build that stops leaves the output as it was; a
build that is killed leaves the old site or the new one; no build touches what is the editors'.

`assertions.assert_law` says it once. It is tried on

- short sequences of edits, one at least for each kind of edit, there and back (`test_edits`);
- builds that are killed, damaged or disturbed (`test_faults`);
- random sequences of all these (`test_machine`);
- a program that forgets a digest of a page: the sequences have to notice (`test_mutants`);
- the editor's desk, which shows pages without publishing them (`test_desk`, with `desk`).

`project` is a project and the hand that edits it, `base` the project as it is at first, `edits` all
kinds of edits, `hands` how they are made, `sequences` those that are tried, `faults` kills and
damages, `reference` the clean builds, made by other processes at the same time, `machine` the
random sequences.

    python -m pytest tests/law
    python -m pytest --hunt tests/law       a kill at every moment, an edit between any two files
    PYTHONPATH=tests python -m law 2000     two thousand random sequences, three times as long
"""
