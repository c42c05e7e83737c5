// SPDX-License-Identifier: Apache-2.0
// The one program: hands the command line to room cli.
int main() { return 0; }
